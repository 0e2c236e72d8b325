create table core.population (
    city_code text not null references core.city,
    year integer not null,
    population double precision not null,
    source text not null,
    primary key (city_code, year)
);

comment on table core.population is 'Population of a city in a year.';
comment on column core.population.city_code is 'BPS code.';
comment on column core.population.year is 'Year of the projection, mid-year.';
comment on column core.population.population is 'Persons.';
comment on column core.population.source is 'Source.';
