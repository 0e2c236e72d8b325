create table scoring.treated (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
alter table scoring.treated
alter column value set storage external;

comment on table scoring.treated is 'Step 5, treat: one row per indicator, its outliers treated where the framework says so.';
comment on column scoring.treated.run_id is 'Run.';
comment on column scoring.treated.indicator_code is 'Indicator.';
comment on column scoring.treated.value is 'Value of each unit, in the order of run_unit.place; null where missing.';
