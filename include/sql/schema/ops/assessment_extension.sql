create table ops.assessment_extension (
    cycle_year integer not null references ops.cycle,
    assessor text not null,
    extended_until timestamptz not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz not null default now(),
    primary key (cycle_year, assessor, extended_until)
);
create trigger append_only before update or delete or truncate on ops.assessment_extension
for each statement execute function ops.refuse_change();

comment on table ops.assessment_extension is 'Recorded extensions of the phase assessment; without one, what an assessor sends late is kept but not counted.';
comment on column ops.assessment_extension.cycle_year is 'Cycle.';
comment on column ops.assessment_extension.assessor is 'Code of the assessor who got the extension.';
comment on column ops.assessment_extension.extended_until is 'First instant at which an assessment of this assessor is late.';
comment on column ops.assessment_extension.reason is 'Why it was granted.';
comment on column ops.assessment_extension.granted_by is 'Who granted it.';
comment on column ops.assessment_extension.granted_at is 'When it was recorded.';
