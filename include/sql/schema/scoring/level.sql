create table scoring.level (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    node_code text not null,
    level_code text not null,
    primary key (run_id, unit_code, node_code)
);

comment on table scoring.level is 'Step 10, level: the maturity band of every node score.';
comment on column scoring.level.run_id is 'Run.';
comment on column scoring.level.unit_code is 'Unit.';
comment on column scoring.level.node_code is 'Node.';
comment on column scoring.level.level_code is 'Band of the framework, for example integrative.';
