create table scoring.run_unit (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    unit_name text not null,
    attributes jsonb not null,
    place integer not null,
    entity_code text not null,
    year integer,
    is_nominee boolean not null default false,
    primary key (run_id, unit_code),
    unique (run_id, place)
);

comment on table scoring.run_unit is 'The units that a run scores.';
comment on column scoring.run_unit.run_id is 'Run.';
comment on column scoring.run_unit.unit_code is 'Unit; for a cycle the BPS code of the city; in a panel year and entity.';
comment on column scoring.run_unit.unit_name is 'Name.';
comment on column scoring.run_unit.attributes is 'Every further column of the units, as text: groups such as {"class_code": "besar"}, and denominators.';
comment on column scoring.run_unit.place is 'Place of the unit in the arrays of the step tables: 1 to n in the order of unit_code.';
comment on column scoring.run_unit.entity_code is 'What the unit is; the same as unit_code but in a panel.';
comment on column scoring.run_unit.year is 'Year of the unit in a panel; null elsewhere.';
comment on column scoring.run_unit.is_nominee is 'A nominee: scored on all origins and ranked before the others, who stand on those of the first stage. False for all: one stage.';
