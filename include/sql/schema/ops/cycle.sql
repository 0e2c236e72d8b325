create table ops.cycle (
    cycle_year integer primary key,
    title text not null,
    population_year integer not null,
    opened_at timestamptz not null,
    submission_opens_at timestamptz not null,
    submission_closes_at timestamptz not null,
    is_demo boolean not null,
    calendar_hash text not null default '',
    declaration jsonb,
    timezone text not null default 'Asia/Jakarta',
    clarification_opens_at timestamptz,
    clarification_closes_at timestamptz
);

comment on table ops.cycle is 'One row per rating cycle, written when the cycle opens.';
comment on column ops.cycle.cycle_year is 'Year of the cycle, its key everywhere.';
comment on column ops.cycle.title is 'Title of the cycle as people read it.';
comment on column ops.cycle.population_year is 'Year of the population that was frozen to make the classes.';
comment on column ops.cycle.opened_at is 'When cycle_open froze the cycle.';
comment on column ops.cycle.submission_opens_at is 'First instant at which a submission counts.';
comment on column ops.cycle.submission_closes_at is 'First instant at which a submission is late.';
comment on column ops.cycle.is_demo is 'True if cycle.yaml says that the cycle is a demo: it may be simulated, and frozen anew.';
comment on column ops.cycle.calendar_hash is 'SHA-256 of the declaration in JSON with sorted keys, at the moment of freezing.';
comment on column ops.cycle.declaration is 'All of cycle.yaml at the moment of freezing, every scalar as text; null for a cycle that was opened before this column was there.';
comment on column ops.cycle.timezone is 'IANA name of the time zone in which the cycle lives: days, deadlines and what people are told.';
comment on column ops.cycle.clarification_opens_at is 'First instant of the phase clarification; null in a cycle that has none.';
comment on column ops.cycle.clarification_closes_at is 'First instant after the phase clarification; null in a cycle that has none.';
