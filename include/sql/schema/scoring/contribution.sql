create table scoring.contribution (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    code text not null,
    parent_code text,
    level integer not null,
    effective_weight double precision not null,
    contribution double precision not null,
    primary key (run_id, unit_code, code)
);

comment on table scoring.contribution is 'Step 11, contribute: how much of the index each node and indicator gives each unit.';
comment on column scoring.contribution.run_id is 'Run.';
comment on column scoring.contribution.unit_code is 'Unit.';
comment on column scoring.contribution.code is 'Node or indicator that is present for the unit.';
comment on column scoring.contribution.parent_code is 'Its parent; null for the index.';
comment on column scoring.contribution.level is 'Level; indicators are 1.';
comment on column scoring.contribution.effective_weight is 'Weight in the index after rescaling over what is present; those of the indicators add up to 1.';
comment on column scoring.contribution.contribution is 'Points of the index (arithmetic), of its log (geometric), reciprocal (harmonic) or power (generalised); those of the indicators add up to it.';
