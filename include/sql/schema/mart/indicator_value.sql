create table mart.indicator_value (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    indicator_code text not null,
    parent_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    side text not null,
    value double precision,
    status text not null,
    origin text,
    is_simulated boolean not null,
    year integer,
    normalised double precision,
    source text,
    file_hash text,
    sheet text,
    cell text,
    treated double precision,
    denominated_value double precision,
    primary key (release_id, city_code, indicator_code)
);

comment on table mart.indicator_value is 'One row per city and indicator: the raw value, what became of it, and where it came from.';
comment on column mart.indicator_value.release_id is 'Release.';
comment on column mart.indicator_value.cycle_year is 'Cycle.';
comment on column mart.indicator_value.framework_id is 'Framework.';
comment on column mart.indicator_value.city_code is 'BPS code.';
comment on column mart.indicator_value.indicator_code is 'Indicator.';
comment on column mart.indicator_value.parent_code is 'Node above it.';
comment on column mart.indicator_value.name_id is 'Name in Indonesian.';
comment on column mart.indicator_value.name_en is 'Name in English.';
comment on column mart.indicator_value.unit is 'Unit of value.';
comment on column mart.indicator_value.side is 'process or outcome.';
comment on column mart.indicator_value.value is 'Value as asked, in the unit, reported or imputed alike; null where missing. What was imputed per denominator is multiplied by it.';
comment on column mart.indicator_value.status is 'reported, missing or not_applicable.';
comment on column mart.indicator_value.origin is 'official, submitted, assessed, survey, visit, objection or imputed; null where missing.';
comment on column mart.indicator_value.is_simulated is 'True for a simulated value.';
comment on column mart.indicator_value.year is 'Year that the value describes.';
comment on column mart.indicator_value.normalised is 'Value on the scale of the index, more is better.';
comment on column mart.indicator_value.source is 'Source of an official value, or name of the file of another.';
comment on column mart.indicator_value.file_hash is 'SHA-256 of the file that it came in, where there is one.';
comment on column mart.indicator_value.sheet is 'Sheet, where there is one.';
comment on column mart.indicator_value.cell is 'Cell, where there is one.';
comment on column mart.indicator_value.treated is 'Value after outlier treatment, which is what is normalised; null where missing.';
comment on column mart.indicator_value.denominated_value is 'The value divided by the denominator of the indicator, or the value itself where it has none; it is what is treated and normalised. Null where missing, and in releases built before this column.';
