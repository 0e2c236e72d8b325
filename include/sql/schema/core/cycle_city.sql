create table core.cycle_city (
    cycle_year integer not null references ops.cycle,
    city_code text not null references core.city,
    population double precision not null,
    population_year integer not null,
    population_source text not null,
    class_code text not null,
    primary key (cycle_year, city_code)
);

comment on table core.cycle_city is 'The cities of a cycle with the population frozen at its opening and the class that follows.';
comment on column core.cycle_city.cycle_year is 'Cycle.';
comment on column core.cycle_city.city_code is 'BPS code.';
comment on column core.cycle_city.population is 'Frozen population, persons.';
comment on column core.cycle_city.population_year is 'Year of that population.';
comment on column core.cycle_city.population_source is 'Source of that population.';
comment on column core.cycle_city.class_code is 'besar, sedang or kecil, by the edges in cycle.yaml.';
