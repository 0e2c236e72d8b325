create table core.survey_estimation (
    cycle_year integer primary key,
    answers text not null,
    estimates text not null,
    estimated_at timestamptz not null
);

comment on table core.survey_estimation is 'One row per cycle: of which answers its survey estimates were made, and which they were.';
comment on column core.survey_estimation.cycle_year is 'Cycle.';
comment on column core.survey_estimation.answers is 'What core.survey_answers_version() said before they were made.';
comment on column core.survey_estimation.estimates is 'What core.survey_estimates_version() said afterwards.';
comment on column core.survey_estimation.estimated_at is 'When they were made.';
