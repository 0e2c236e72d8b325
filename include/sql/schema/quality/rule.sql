create table quality.rule (
    rule_id text primary key,
    suite text not null,
    severity text not null check (severity in ('critical', 'warning', 'info')),
    reason text not null,
    message_id text not null,
    message_en text not null,
    dataset text not null,
    layer text not null default 'row' check (layer in ('file', 'row', 'innovation')),
    found text[] not null default '{}',
    found_between text not null default ' ',
    place jsonb not null default '{}',
    cause text
);

comment on table quality.rule is 'Every rule that can reject or flag, with its words; loaded from expectations/.';
comment on column quality.rule.rule_id is 'Stable id, for example submission_value.in_valid_range.';
comment on column quality.rule.suite is 'Suite in expectations/ (file or intake for rules that act before a suite can).';
comment on column quality.rule.severity is 'critical, warning or info.';
comment on column quality.rule.reason is 'Why the rule is there.';
comment on column quality.rule.message_id is 'What to tell a city, in Indonesian, with what to do.';
comment on column quality.rule.message_en is 'The same in English.';
comment on column quality.rule.dataset is 'What the suite is about: submissions, tickets, assessments, ..., reference, scores, releases.';
comment on column quality.rule.layer is 'What a row of the suite is: file, row, or innovation.';
comment on column quality.rule.found is 'Columns of the suite''s view that hold what was found; none where nothing is told row by row.';
comment on column quality.rule.found_between is 'What stands between them, if there are several.';
comment on column quality.rule.place is 'Where it was found: sheet, row_number, cell, city_code, indicator_code, each with the column of the view that holds it.';
comment on column quality.rule.cause is 'What else hangs on the rule (rkci.quality.suites.CAUSES); null for most.';
