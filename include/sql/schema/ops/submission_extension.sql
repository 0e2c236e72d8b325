create table ops.submission_extension (
    cycle_year integer not null references ops.cycle,
    city_code text not null,
    extended_until timestamptz not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz not null default now(),
    primary key (cycle_year, city_code, extended_until)
);
create trigger append_only before update or delete or truncate on ops.submission_extension
for each statement execute function ops.refuse_change();

comment on table ops.submission_extension is 'Recorded extensions of the submission deadline; without one, late is kept but not counted.';
comment on column ops.submission_extension.cycle_year is 'Cycle.';
comment on column ops.submission_extension.city_code is 'BPS code of the city that got the extension.';
comment on column ops.submission_extension.extended_until is 'First instant at which a submission of this city is late.';
comment on column ops.submission_extension.reason is 'Why it was granted.';
comment on column ops.submission_extension.granted_by is 'Who granted it.';
comment on column ops.submission_extension.granted_at is 'When it was recorded.';
