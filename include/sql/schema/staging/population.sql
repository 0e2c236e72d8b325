create table staging.population (
    row_number integer primary key,
    city_code text,
    year integer,
    population double precision,
    source text,
    licence text
);

comment on table staging.population is 'Yearly populations, typed, before they are checked.';
comment on column staging.population.row_number is 'Line in populations.csv.';
comment on column staging.population.city_code is 'BPS code.';
comment on column staging.population.year is 'Year of the projection, mid-year.';
comment on column staging.population.population is 'Persons.';
comment on column staging.population.source is 'Source of the row.';
comment on column staging.population.licence is 'Licence note of the source.';
