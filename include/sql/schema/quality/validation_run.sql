create table quality.validation_run (
    validation_id bigint generated always as identity primary key,
    cycle_year integer,
    suite text not null,
    outcome text not null check (outcome in ('passed', 'flagged', 'rejected', 'stopped', 'crashed')),
    rules_evaluated integer not null,
    rules_failed integer not null,
    rules_crashed integer not null,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    subject text
);

comment on table quality.validation_run is 'One row per run of a suite.';
comment on column quality.validation_run.validation_id is 'Running number.';
comment on column quality.validation_run.cycle_year is 'Cycle; null for reference data.';
comment on column quality.validation_run.suite is 'Suite in expectations/.';
comment on column quality.validation_run.outcome is 'passed; flagged (warnings only); rejected (critical rows refused, the rest goes on); stopped (critical); crashed (a rule could not be evaluated).';
comment on column quality.validation_run.rules_evaluated is 'Number of rules.';
comment on column quality.validation_run.rules_failed is 'Number of rules with at least one failing row.';
comment on column quality.validation_run.rules_crashed is 'Number of rules that could not be evaluated.';
comment on column quality.validation_run.started_at is 'Start.';
comment on column quality.validation_run.finished_at is 'End.';
comment on column quality.validation_run.subject is 'What was validated, as quality.subject() named it then: the staged version, or the runs or releases under check; null before this was kept.';
