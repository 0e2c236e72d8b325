create table scoring.run_node (
    run_id bigint not null references scoring.run on delete cascade,
    node_code text not null,
    parent_code text,
    level integer not null,
    weight double precision not null,
    aggregation text not null,
    power double precision,
    data_threshold double precision,
    name_id text not null,
    name_en text not null,
    primary key (run_id, node_code)
);

comment on table scoring.run_node is 'The tree above the indicators, with the method resolved for each parent.';
comment on column scoring.run_node.run_id is 'Run.';
comment on column scoring.run_node.node_code is 'Node.';
comment on column scoring.run_node.parent_code is 'Its parent; null for the index.';
comment on column scoring.run_node.level is 'Indicators are level 1; the index has the highest level.';
comment on column scoring.run_node.weight is 'Weight within the parent, before rescaling.';
comment on column scoring.run_node.aggregation is 'How the children of this node are aggregated.';
comment on column scoring.run_node.power is 'Exponent of the generalised mean; null for the others.';
comment on column scoring.run_node.data_threshold is 'Smallest share of children (by number, 0 to 1) that must be present; null if none.';
comment on column scoring.run_node.name_id is 'Name in Indonesian.';
comment on column scoring.run_node.name_en is 'Name in English.';
