create table scoring.denominated (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
alter table scoring.denominated
alter column value set storage external;

comment on table scoring.denominated is 'Step 2, denominate: one row per indicator, its values over the units, each divided by its denominator.';
comment on column scoring.denominated.run_id is 'Run.';
comment on column scoring.denominated.indicator_code is 'Indicator.';
comment on column scoring.denominated.value is 'Value of each unit, in the order of run_unit.place; null where missing.';
