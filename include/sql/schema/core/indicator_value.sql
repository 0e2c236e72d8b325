create table core.indicator_value (
    cycle_year integer not null,
    city_code text not null references core.city,
    indicator_code text not null,
    origin text not null check (origin in ('submitted', 'assessed', 'survey', 'visit', 'objection')),
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
comment on column core.indicator_value.origin is 'submitted (what the city claims), assessed (the level of a maturity answer that its readers came to), survey, visit or objection (what a city objected with and was granted).';
comment on column core.indicator_value.value is 'Value in the unit of the indicator; null unless status is reported.';
comment on column core.indicator_value.standard_error is 'Standard error of a survey estimate; null for the others.';
comment on column core.indicator_value.status is 'reported, missing or not_applicable: three different things.';
comment on column core.indicator_value.year is 'Year that the value describes.';
comment on column core.indicator_value.is_simulated is 'True for a simulated value.';
comment on column core.indicator_value.file_hash is 'File that it came in.';
comment on column core.indicator_value.sheet is 'Sheet, where there is one.';
comment on column core.indicator_value.cell is 'Cell, where there is one.';
