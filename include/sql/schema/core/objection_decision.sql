create table core.objection_decision (
    objection_id bigint primary key,
    cycle_year integer not null,
    decision_id bigint not null unique references ops.decision,
    outcome text not null check (outcome in ('accepted', 'rejected')),
    value double precision,
    reason text not null,
    decided_by text not null,
    second_by text not null,
    decided_at timestamptz not null default now(),
    check (lower(decided_by) <> lower(second_by)),
    check ((outcome = 'accepted') = (value is not null))
);
create trigger append_only before update or delete or truncate on core.objection_decision
for each statement execute function ops.refuse_change();

comment on table core.objection_decision is 'What two people decided on an objection, append-only; the same stands in ops.decision.';
comment on column core.objection_decision.objection_id is 'Objection: decided once.';
comment on column core.objection_decision.cycle_year is 'Cycle.';
comment on column core.objection_decision.decision_id is 'Its row in ops.decision.';
comment on column core.objection_decision.outcome is 'accepted or rejected.';
comment on column core.objection_decision.value is 'Value that scores from now on, in the unit of the indicator; null if rejected.';
comment on column core.objection_decision.reason is 'Reason, which the city reads.';
comment on column core.objection_decision.decided_by is 'Who decided.';
comment on column core.objection_decision.second_by is 'Who confirmed it: another person.';
comment on column core.objection_decision.decided_at is 'When.';
