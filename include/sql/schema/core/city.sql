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
