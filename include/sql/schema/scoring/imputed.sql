create table scoring.imputed (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
alter table scoring.imputed
alter column value set storage external;

comment on table scoring.imputed is 'Step 4, impute: one row per indicator, gaps filled where the framework says so.';
comment on column scoring.imputed.run_id is 'Run.';
comment on column scoring.imputed.indicator_code is 'Indicator.';
comment on column scoring.imputed.value is 'Value of each unit, in the order of run_unit.place; null where missing or screened out.';
