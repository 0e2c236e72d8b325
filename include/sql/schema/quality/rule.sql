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
