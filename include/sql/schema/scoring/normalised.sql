create table scoring.normalised (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
alter table scoring.normalised
alter column value set storage external;

comment on table scoring.normalised is 'Step 6, normalise: one row per indicator, on the scale of the index, more is better.';
comment on column scoring.normalised.run_id is 'Run.';
comment on column scoring.normalised.indicator_code is 'Indicator.';
comment on column scoring.normalised.value is 'Value of each unit, in the order of run_unit.place; null where missing.';
