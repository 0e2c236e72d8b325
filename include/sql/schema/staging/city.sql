create table staging.city (
    row_number integer primary key,
    city_code text,
    kemendagri_code text,
    city_name text,
    province text,
    latitude double precision,
    longitude double precision,
    area_km2 double precision,
    is_autonomous boolean,
    namesake_regency_code text,
    source text,
    licence text
);

comment on table staging.city is 'The city register, typed, before it is checked.';
comment on column staging.city.row_number is 'Line in cities.csv.';
comment on column staging.city.city_code is 'BPS code, four digits.';
comment on column staging.city.kemendagri_code is 'Code of the Ministry of Home Affairs, nn.nn; its digits differ from BPS for 19 cities.';
comment on column staging.city.city_name is 'Official name, beginning with Kota.';
comment on column staging.city.province is 'Province.';
comment on column staging.city.latitude is 'Degrees north.';
comment on column staging.city.longitude is 'Degrees east.';
comment on column staging.city.area_km2 is 'Area in square kilometres.';
comment on column staging.city.is_autonomous is 'True for the 93 cities that take part; false for the five of DKI Jakarta.';
comment on column staging.city.namesake_regency_code is 'BPS code of the regency of the same name, where there is one.';
comment on column staging.city.source is 'Source of the row.';
comment on column staging.city.licence is 'Licence note of the source.';
