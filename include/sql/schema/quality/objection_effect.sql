create table quality.objection_effect (
    cycle_year integer not null,
    framework_id text not null,
    objection_id bigint not null,
    city_code text not null,
    indicator_code text not null,
    value_before double precision,
    origin_before text,
    value double precision not null,
    score_before double precision,
    score double precision,
    rank_before integer,
    rank integer,
    places_moved integer not null,
    primary key (cycle_year, framework_id, objection_id)
);

comment on table quality.objection_effect is 'What each accepted objection changed: the cycle scored without it beside the newest run. Rebuilt with the scores.';
comment on column quality.objection_effect.cycle_year is 'Cycle.';
comment on column quality.objection_effect.framework_id is 'Framework.';
comment on column quality.objection_effect.objection_id is 'Objection.';
comment on column quality.objection_effect.city_code is 'BPS code of the city that objected.';
comment on column quality.objection_effect.indicator_code is 'Indicator.';
comment on column quality.objection_effect.value_before is 'Value that scores without the objection; null if none does.';
comment on column quality.objection_effect.origin_before is 'Its origin.';
comment on column quality.objection_effect.value is 'Value that scores.';
comment on column quality.objection_effect.score_before is 'Score of the city without it.';
comment on column quality.objection_effect.score is 'Score of the city.';
comment on column quality.objection_effect.rank_before is 'Place in the class without it; null without one.';
comment on column quality.objection_effect.rank is 'Place in the class; null without one.';
comment on column quality.objection_effect.places_moved is 'Number of cities whose place it changes, that of the city included.';
