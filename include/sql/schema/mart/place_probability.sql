create table mart.place_probability (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    place integer not null,
    probability double precision not null,
    primary key (release_id, city_code, place)
);

comment on table mart.place_probability is 'One row per city of a release and place in its class that some draw gave it.';
comment on column mart.place_probability.release_id is 'Release.';
comment on column mart.place_probability.cycle_year is 'Cycle.';
comment on column mart.place_probability.framework_id is 'Framework.';
comment on column mart.place_probability.city_code is 'BPS code.';
comment on column mart.place_probability.place is 'Place in the class.';
comment on column mart.place_probability.probability is 'Share of the draws; those of a city add up to 1.';
