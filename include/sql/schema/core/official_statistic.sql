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
