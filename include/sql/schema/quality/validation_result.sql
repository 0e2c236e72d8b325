create table quality.validation_result (
    validation_id bigint not null references quality.validation_run on delete cascade,
    rule_id text not null,
    severity text not null,
    outcome text not null check (outcome in ('passed', 'failed', 'crashed')),
    rows_failed integer not null,
    detail text,
    primary key (validation_id, rule_id)
);

comment on table quality.validation_result is 'One row per rule of a run of a suite.';
comment on column quality.validation_result.validation_id is 'Run of the suite.';
comment on column quality.validation_result.rule_id is 'Rule.';
comment on column quality.validation_result.severity is 'critical, warning or info.';
comment on column quality.validation_result.outcome is 'passed, failed, or crashed: neither.';
comment on column quality.validation_result.rows_failed is 'Number of failing rows, all of them.';
comment on column quality.validation_result.detail is 'Observed value, or the exception of a crash.';
