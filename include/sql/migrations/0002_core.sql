-- One accepted value per cell, with its origin, and what a cycle freezes about its cities and indicators.
create table core.city (
    city_code text primary key,
    kemendagri_code text not null unique,
    city_name text not null unique,
    province text not null,
    latitude double precision not null,
    longitude double precision not null,
    area_km2 double precision not null,
    is_autonomous boolean not null,
    namesake_regency_code text,
    source text not null
);
comment on table core.city is 'The register of the 98 kota.';
comment on column core.city.city_code is 'BPS code, four digits: the key of a city everywhere.';
comment on column core.city.kemendagri_code is 'Code of the Ministry of Home Affairs, nn.nn.';
comment on column core.city.city_name is 'Official name, beginning with Kota.';
comment on column core.city.province is 'Province.';
comment on column core.city.latitude is 'Degrees north.';
comment on column core.city.longitude is 'Degrees east.';
comment on column core.city.area_km2 is 'Area in square kilometres.';
comment on column core.city.is_autonomous is 'True for the 93 cities that take part.';
comment on column core.city.namesake_regency_code is 'BPS code of the regency of the same name, where there is one.';
comment on column core.city.source is 'Source of the row.';

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

create table core.official_statistic (
    city_code text not null references core.city,
    indicator_code text not null,
    year integer not null,
    value double precision not null,
    unit text not null,
    source text not null,
    primary key (city_code, indicator_code, year)
);
comment on table core.official_statistic is 'One accepted official value per city, statistic and year.';
comment on column core.official_statistic.city_code is 'BPS code.';
comment on column core.official_statistic.indicator_code is 'Name of the statistic, shared with the frameworks.';
comment on column core.official_statistic.year is 'Year that the value describes.';
comment on column core.official_statistic.value is 'Value in the unit.';
comment on column core.official_statistic.unit is 'Unit.';
comment on column core.official_statistic.source is 'Source.';

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

create table core.cycle_indicator (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    source text not null,
    value_kind text not null,
    valid_min double precision,
    valid_max double precision,
    is_required boolean not null,
    evidence text,
    primary key (cycle_year, indicator_code)
);
comment on table core.cycle_indicator is 'The indicators of the primary framework as frozen when the cycle opened: what intake checks against.';
comment on column core.cycle_indicator.cycle_year is 'Cycle.';
comment on column core.cycle_indicator.indicator_code is 'Indicator.';
comment on column core.cycle_indicator.name_id is 'Name in Indonesian.';
comment on column core.cycle_indicator.name_en is 'Name in English.';
comment on column core.cycle_indicator.unit is 'Unit.';
comment on column core.cycle_indicator.source is 'official, submitted, survey or visit.';
comment on column core.cycle_indicator.value_kind is 'number, percent, boolean or maturity, by the unit.';
comment on column core.cycle_indicator.valid_min is 'Smallest possible value; null if none.';
comment on column core.cycle_indicator.valid_max is 'Largest possible value; null if none.';
comment on column core.cycle_indicator.is_required is 'A city must answer it.';
comment on column core.cycle_indicator.evidence is 'Evidence asked for.';

create table core.submission (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    city_code text,
    revision integer,
    received_at timestamptz not null,
    state text not null,
    rule_id text,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash)
);
comment on table core.submission is 'One row per submitted file: the newest accepted revision of a city counts, the others are superseded or rejected.';
comment on column core.submission.cycle_year is 'Cycle.';
comment on column core.submission.file_hash is 'The file.';
comment on column core.submission.file_name is 'Path below the inbox of the cycle.';
comment on column core.submission.city_code is 'BPS code; null where the file could not be attributed.';
comment on column core.submission.revision is 'Number of the revision of that city in order of arrival, from 1; null for a rejected file.';
comment on column core.submission.received_at is 'When it was delivered.';
comment on column core.submission.state is 'accepted, superseded or rejected.';
comment on column core.submission.rule_id is 'Rule that rejected it; null if none.';
comment on column core.submission.is_simulated is 'The file declares itself simulated.';

create table core.indicator_value (
    cycle_year integer not null,
    city_code text not null references core.city,
    indicator_code text not null,
    origin text not null check (origin in ('submitted', 'survey', 'visit')),
    value double precision,
    standard_error double precision,
    status text not null check (status in ('reported', 'missing', 'not_applicable')),
    year integer,
    is_simulated boolean not null,
    file_hash text not null,
    sheet text,
    cell text,
    primary key (cycle_year, city_code, indicator_code, origin)
);
comment on table core.indicator_value is 'One accepted value per city, indicator and origin within a cycle; official statistics stand in core.official_statistic.';
comment on column core.indicator_value.cycle_year is 'Cycle.';
comment on column core.indicator_value.city_code is 'BPS code.';
comment on column core.indicator_value.indicator_code is 'Indicator.';
comment on column core.indicator_value.origin is 'submitted, survey or visit.';
comment on column core.indicator_value.value is 'Value in the unit of the indicator; null unless status is reported.';
comment on column core.indicator_value.standard_error is 'Standard error of a survey estimate; null for the others.';
comment on column core.indicator_value.status is 'reported, missing or not_applicable: three different things.';
comment on column core.indicator_value.year is 'Year that the value describes.';
comment on column core.indicator_value.is_simulated is 'True for a simulated value.';
comment on column core.indicator_value.file_hash is 'File that it came in.';
comment on column core.indicator_value.sheet is 'Sheet, where there is one.';
comment on column core.indicator_value.cell is 'Cell, where there is one.';
