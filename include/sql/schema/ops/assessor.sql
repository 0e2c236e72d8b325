create table ops.assessor (
    cycle_year integer not null references ops.cycle,
    assessor text not null,
    name text not null,
    registered_at timestamptz not null default now(),
    primary key (cycle_year, assessor)
);

comment on table ops.assessor is 'The assessors of a cycle, as the secretariat registered them.';
comment on column ops.assessor.cycle_year is 'Cycle.';
comment on column ops.assessor.assessor is 'Code of the assessor, as written in assessments.';
comment on column ops.assessor.name is 'Name of the person.';
comment on column ops.assessor.registered_at is 'When the register was loaded.';
