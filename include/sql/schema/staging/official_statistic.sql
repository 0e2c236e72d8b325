create table staging.official_statistic (
    row_number integer primary key,
    city_code text,
    indicator_code text,
    year integer,
    value double precision,
    unit text,
    source text,
    licence text
);

comment on table staging.official_statistic is 'Official statistics, typed, before they are checked.';
comment on column staging.official_statistic.row_number is 'Line in official_statistics.csv.';
comment on column staging.official_statistic.city_code is 'BPS code.';
comment on column staging.official_statistic.indicator_code is 'Name of the statistic, shared with the frameworks.';
comment on column staging.official_statistic.year is 'Year that the value describes.';
comment on column staging.official_statistic.value is 'Value in the unit.';
comment on column staging.official_statistic.unit is 'Unit.';
comment on column staging.official_statistic.source is 'Source of the row.';
comment on column staging.official_statistic.licence is 'Licence note of the source.';
