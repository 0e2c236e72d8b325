create table scoring.score (
    run_id bigint not null references scoring.run on delete cascade,
    node_code text not null,
    side text not null check (side in ('all', 'process', 'outcome')),
    score double precision[] not null,
    coverage double precision[] not null,
    primary key (run_id, node_code, side)
);
alter table scoring.score
alter column score set storage external,
alter column coverage set storage external;

comment on table scoring.score is 'Step 8, aggregate: one row per node and side, its score over the units.';
comment on column scoring.score.run_id is 'Run.';
comment on column scoring.score.node_code is 'Node.';
comment on column scoring.score.side is 'all, or process or outcome: the same tree on the indicators of that side alone.';
comment on column scoring.score.score is 'Score of each unit, in the order of run_unit.place; null below the data threshold or with no child.';
comment on column scoring.score.coverage is 'Share (0 to 1) of the weight below the node, within the side, that is reported or imputed, per unit.';
