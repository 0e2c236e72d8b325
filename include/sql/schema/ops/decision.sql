create table ops.decision (
    decision_id bigint generated always as identity primary key,
    cycle_year integer not null,
    kind text not null,
    subject text not null,
    outcome text not null,
    decided_by text not null,
    reason text not null,
    decided_at timestamptz not null default now(),
    effect text
);
create trigger append_only before update or delete or truncate on ops.decision
for each statement execute function ops.refuse_change();

comment on table ops.decision is 'Decisions of people, append-only.';
comment on column ops.decision.decision_id is 'Running number.';
comment on column ops.decision.cycle_year is 'Cycle.';
comment on column ops.decision.kind is 'What was decided: release, shortlist, objection, city_of_file, set_aside.';
comment on column ops.decision.subject is 'What it is about, for example a release_id or the hash of a file.';
comment on column ops.decision.outcome is 'The answer chosen.';
comment on column ops.decision.decided_by is 'Name of the person (or of the demo approver).';
comment on column ops.decision.reason is 'Reason given.';
comment on column ops.decision.decided_at is 'When the answer was given.';
comment on column ops.decision.effect is 'What came of the answer: done as it says, or why nothing was; null where that is the outcome itself.';
