-- The calendar of an open cycle is kept whole, as the framework is: what its cycle.yaml says later does not count.
alter table ops.cycle add column declaration jsonb;
alter table ops.cycle add column timezone text not null default 'Asia/Jakarta';
alter table ops.cycle add column clarification_opens_at timestamptz;
alter table ops.cycle add column clarification_closes_at timestamptz;
comment on column ops.cycle.declaration is 'All of cycle.yaml at the moment of freezing, every scalar as text; null for a cycle that was opened before this column was there.';
comment on column ops.cycle.timezone is 'IANA name of the time zone in which the cycle lives: days, deadlines and what people are told.';
comment on column ops.cycle.clarification_opens_at is 'First instant of the phase clarification; null in a cycle that has none.';
comment on column ops.cycle.clarification_closes_at is 'First instant after the phase clarification; null in a cycle that has none.';
comment on column ops.cycle.is_demo is 'True if cycle.yaml says that the cycle is a demo: it may be simulated, and frozen anew.';
comment on column ops.cycle.calendar_hash is 'SHA-256 of the declaration in JSON with sorted keys, at the moment of freezing.';
