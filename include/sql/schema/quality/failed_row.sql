create table quality.failed_row (
    failed_row_id bigint generated always as identity primary key,
    validation_id bigint not null references quality.validation_run on delete cascade,
    rule_id text not null,
    severity text not null,
    cycle_year integer,
    row jsonb not null
);
create index on quality.failed_row (validation_id);

comment on table quality.failed_row is 'Every row that failed a rule, whole, not only the first twenty.';
comment on column quality.failed_row.failed_row_id is 'Running number.';
comment on column quality.failed_row.validation_id is 'Run of the suite.';
comment on column quality.failed_row.rule_id is 'Rule.';
comment on column quality.failed_row.severity is 'critical, warning or info.';
comment on column quality.failed_row.cycle_year is 'Cycle; null for reference data.';
comment on column quality.failed_row.row is 'The row as the suite saw it.';
