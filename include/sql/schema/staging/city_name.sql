create table staging.city_name (
    row_number integer primary key,
    city_code text,
    written_name text,
    source text
);

comment on table staging.city_name is 'Written names of cities, before they are checked.';
comment on column staging.city_name.row_number is 'Line in city_name_variants.csv.';
comment on column staging.city_name.city_code is 'BPS code of the city that is meant.';
comment on column staging.city_name.written_name is 'The name as it was found.';
comment on column staging.city_name.source is 'Where it was found.';
