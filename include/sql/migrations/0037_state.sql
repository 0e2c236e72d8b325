-- The state of the data that scores and estimates were made of, so that what is behind is seen whoever changed what.
alter table scoring.run add column data_version jsonb;
comment on column scoring.run.data_version
is 'What core.data_version() said of the cycle when the run began to read it; null for runs outside the published line.';
alter table scoring.run add column simulated_at timestamptz;
comment on column scoring.run.simulated_at
is 'When its uncertainty was written, whole; null before. A framework without draws has nothing to write, and a time all the same.';

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

alter table ops.decision add column effect text;
comment on column ops.decision.effect
is 'What came of the answer: done as it says, or why nothing was; null where that is the outcome itself.';
