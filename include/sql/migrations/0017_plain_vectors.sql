-- Vectors are kept as they are: packing text and numbers cost more time than the space was worth (docs/performance.md).
alter table scoring.selected
alter column value set storage external,
alter column status set storage external,
alter column origin set storage external,
alter column is_simulated set storage external,
alter column year set storage external,
alter column standard_error set storage external,
alter column source set storage external,
alter column file_hash set storage external,
alter column sheet set storage external,
alter column cell set storage external;
alter table scoring.denominated alter column value set storage external;
alter table scoring.imputed alter column value set storage external;
alter table scoring.treated alter column value set storage external;
alter table scoring.normalised alter column value set storage external;
alter table scoring.score
alter column score set storage external,
alter column coverage set storage external;
alter table scoring.rank alter column rank set storage external;
