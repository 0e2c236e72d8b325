create table scoring.weight (
    run_id bigint not null references scoring.run on delete cascade,
    code text not null,
    parent_code text,
    level integer not null,
    weight double precision not null,
    effective_weight double precision not null,
    primary key (run_id, code)
);

comment on table scoring.weight is 'Step 7, weight: the weight of every node and indicator, rescaled within its parent and in the index.';
comment on column scoring.weight.run_id is 'Run.';
comment on column scoring.weight.code is 'Node or indicator.';
comment on column scoring.weight.parent_code is 'Its parent; null for the index.';
comment on column scoring.weight.level is 'Level; indicators are 1.';
comment on column scoring.weight.weight is 'Share in the parent; those of siblings add up to 1.';
comment on column scoring.weight.effective_weight is 'Share in the index, nothing missing; those of the indicators add up to 1.';
