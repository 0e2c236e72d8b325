create table mart.strength (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    class_code text not null,
    kind text not null check (kind in ('strength', 'weakness')),
    place integer not null,
    indicator_code text not null,
    parent_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    value double precision not null,
    origin text not null,
    is_simulated boolean not null,
    normalised double precision not null,
    class_median double precision not null,
    effective_weight double precision not null,
    points double precision not null,
    rank_in_class integer not null,
    class_cities integer not null,
    class_best double precision not null,
    gap double precision not null,
    best_city_code text not null,
    primary key (release_id, city_code, kind, place)
);

comment on table mart.strength is 'One row per city and strength or weakness: the indicators that lift it most above, or press it most below, the median of its class.';
comment on column mart.strength.release_id is 'Release.';
comment on column mart.strength.cycle_year is 'Cycle.';
comment on column mart.strength.framework_id is 'Framework.';
comment on column mart.strength.city_code is 'BPS code.';
comment on column mart.strength.class_code is 'Class whose cities it is compared with.';
comment on column mart.strength.kind is 'strength: above the median of the class; weakness: below.';
comment on column mart.strength.place is '1 is the strongest strength or the weakest weakness.';
comment on column mart.strength.indicator_code is 'Indicator.';
comment on column mart.strength.parent_code is 'Node above it.';
comment on column mart.strength.name_id is 'Name in Indonesian.';
comment on column mart.strength.name_en is 'Name in English.';
comment on column mart.strength.unit is 'Unit of value.';
comment on column mart.strength.value is 'Value in the unit, after its denominator.';
comment on column mart.strength.origin is 'official, submitted, survey or visit; imputed values are no strength and no weakness.';
comment on column mart.strength.is_simulated is 'True for a simulated value.';
comment on column mart.strength.normalised is 'Value on the scale of the index.';
comment on column mart.strength.class_median is 'Median of normalised over the cities of the class that reported.';
comment on column mart.strength.effective_weight is 'Share of the indicator in the index; scoring.weight.';
comment on column mart.strength.points is 'effective_weight x (normalised - class_median): points of an arithmetic index.';
comment on column mart.strength.rank_in_class is 'Place of the city on this indicator in its class, ties share the smaller.';
comment on column mart.strength.class_cities is 'Cities of the class that reported the indicator.';
comment on column mart.strength.class_best is 'Best normalised value of the class.';
comment on column mart.strength.gap is 'class_best - normalised.';
comment on column mart.strength.best_city_code is 'City that has the best, the first by code: where to learn.';
