create table core.innovation (
    cycle_year integer not null,
    city_code text not null references core.city,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    name text not null,
    domain_code text,
    what_it_does text,
    since_year integer,
    users text,
    evidence text,
    is_simulated boolean not null,
    primary key (cycle_year, city_code, sheet, row_number)
);

comment on table core.innovation is 'The inventory of innovations and programmes: those of the newest accepted file of each city.';
comment on column core.innovation.cycle_year is 'Cycle.';
comment on column core.innovation.city_code is 'BPS code.';
comment on column core.innovation.file_hash is 'File that it came in.';
comment on column core.innovation.sheet is 'Sheet.';
comment on column core.innovation.row_number is 'Row in the sheet.';
comment on column core.innovation.name is 'Name.';
comment on column core.innovation.domain_code is 'Domain (a dimension of the framework); null where none was chosen.';
comment on column core.innovation.what_it_does is 'What it does, as the city says.';
comment on column core.innovation.since_year is 'Year in which it started; null where none is given.';
comment on column core.innovation.users is 'Who uses it and how many, as the city says.';
comment on column core.innovation.evidence is 'Evidence.';
comment on column core.innovation.is_simulated is 'The file declares itself simulated.';
