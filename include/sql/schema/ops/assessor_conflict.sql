create table ops.assessor_conflict (
    cycle_year integer not null,
    assessor text not null,
    city_code text not null references core.city,
    reason text not null,
    primary key (cycle_year, assessor, city_code),
    foreign key (cycle_year, assessor) references ops.assessor on delete cascade
);

comment on table ops.assessor_conflict is 'Declared conflicts of interest: the cities that an assessor may not read.';
comment on column ops.assessor_conflict.cycle_year is 'Cycle.';
comment on column ops.assessor_conflict.assessor is 'Assessor.';
comment on column ops.assessor_conflict.city_code is 'BPS code of the city.';
comment on column ops.assessor_conflict.reason is 'What the conflict is, as declared.';
