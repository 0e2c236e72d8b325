-- Validation runs, what they found, and the ledger.
create table quality.rule (
    rule_id text primary key,
    suite text not null,
    severity text not null check (severity in ('critical', 'warning', 'info')),
    reason text not null,
    message_id text not null,
    message_en text not null
);
comment on table quality.rule is 'Every rule that can reject or flag, with its words; loaded from expectations/.';
comment on column quality.rule.rule_id is 'Stable id, for example submission_value.in_valid_range.';
comment on column quality.rule.suite is 'Suite in expectations/ (file or intake for rules that act before a suite can).';
comment on column quality.rule.severity is 'critical, warning or info.';
comment on column quality.rule.reason is 'Why the rule is there.';
comment on column quality.rule.message_id is 'What to tell a city, in Indonesian, with what to do.';
comment on column quality.rule.message_en is 'The same in English.';

create table quality.validation_run (
    validation_id bigint generated always as identity primary key,
    cycle_year integer,
    suite text not null,
    outcome text not null check (outcome in ('passed', 'flagged', 'rejected', 'stopped', 'crashed')),
    rules_evaluated integer not null,
    rules_failed integer not null,
    rules_crashed integer not null,
    started_at timestamptz not null,
    finished_at timestamptz not null
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

create table quality.rejected_row (
    rejected_row_id bigint generated always as identity primary key,
    cycle_year integer not null,
    dataset text not null,
    layer text not null check (layer in ('file', 'row')),
    file_hash text not null,
    file_name text not null,
    sheet text,
    row_number integer,
    cell text,
    city_code text,
    indicator_code text,
    rule_id text not null,
    found_text text,
    message_id text not null,
    message_en text not null
);
create index on quality.rejected_row (cycle_year, dataset);
comment on table quality.rejected_row is 'Every file and row of a cycle that was rejected, with place, reason and what to do; rebuilt with the cycle.';
comment on column quality.rejected_row.rejected_row_id is 'Running number.';
comment on column quality.rejected_row.cycle_year is 'Cycle.';
comment on column quality.rejected_row.dataset is 'submissions, and later survey, visits, objections.';
comment on column quality.rejected_row.layer is 'file where the whole file is refused, row where one answer is.';
comment on column quality.rejected_row.file_hash is 'The file.';
comment on column quality.rejected_row.file_name is 'Its path below the inbox of the cycle.';
comment on column quality.rejected_row.sheet is 'Sheet, where there is one.';
comment on column quality.rejected_row.row_number is 'Row in the sheet.';
comment on column quality.rejected_row.cell is 'Cell, where there is one.';
comment on column quality.rejected_row.city_code is 'BPS code, where known.';
comment on column quality.rejected_row.indicator_code is 'Indicator, where known.';
comment on column quality.rejected_row.rule_id is 'Rule.';
comment on column quality.rejected_row.found_text is 'What was found.';
comment on column quality.rejected_row.message_id is 'What to tell the city, in Indonesian.';
comment on column quality.rejected_row.message_en is 'The same in English.';

create table quality.ledger (
    cycle_year integer not null,
    dataset text not null,
    city_code text not null,
    file_hash text not null,
    layer text not null check (layer in ('file', 'row')),
    received integer not null,
    accepted integer not null,
    rejected integer not null,
    superseded integer not null,
    primary key (cycle_year, dataset, file_hash, layer)
);
comment on table quality.ledger is 'Received against accepted + rejected + superseded, per file, in files and in rows; rebuilt with the cycle and checked.';
comment on column quality.ledger.cycle_year is 'Cycle.';
comment on column quality.ledger.dataset is 'submissions, and later survey, visits, objections.';
comment on column quality.ledger.city_code is 'BPS code; empty where the file could not be attributed.';
comment on column quality.ledger.file_hash is 'The file.';
comment on column quality.ledger.layer is 'file (deliveries of that content) or row (answered rows).';
comment on column quality.ledger.received is 'Counted by an independent reader of the archived file.';
comment on column quality.ledger.accepted is 'Went on to core, with a warning or not.';
comment on column quality.ledger.rejected is 'Refused with a reason.';
comment on column quality.ledger.superseded is 'Replaced by a newer revision, or delivered again.';

create table quality.refusal (
    refusal_id bigint generated always as identity primary key,
    refused_at timestamptz not null default now(),
    subject text not null,
    file_name text,
    row_number integer,
    column_name text,
    message text not null
);
comment on table quality.refusal is 'What was refused before any row of it could be checked: a reference file, a framework, a request; one row per fault.';
comment on column quality.refusal.refusal_id is 'Running number.';
comment on column quality.refusal.refused_at is 'When.';
comment on column quality.refusal.subject is 'What was refused.';
comment on column quality.refusal.file_name is 'File at fault, where there is one.';
comment on column quality.refusal.row_number is 'Row in the file, the header being row 1.';
comment on column quality.refusal.column_name is 'Column in the file.';
comment on column quality.refusal.message is 'What is wrong and what to do.';

create view quality.latest_failed_row as
select f.*
from quality.failed_row as f
join (
    select distinct on (suite, cycle_year) validation_id
    from quality.validation_run
    order by suite, cycle_year, validation_id desc
) as newest using (validation_id);
comment on view quality.latest_failed_row is 'quality.failed_row of the newest run of each suite per cycle.';
