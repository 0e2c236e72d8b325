create table mart.contribution (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    indicator_code text not null,
    effective_weight double precision not null,
    contribution double precision not null,
    primary key (release_id, city_code, indicator_code)
);

comment on table mart.contribution is 'One row per city and present indicator: the points that it gives the index; they add up to the score.';
comment on column mart.contribution.release_id is 'Release.';
comment on column mart.contribution.cycle_year is 'Cycle.';
comment on column mart.contribution.framework_id is 'Framework.';
comment on column mart.contribution.city_code is 'BPS code.';
comment on column mart.contribution.indicator_code is 'Indicator.';
comment on column mart.contribution.effective_weight is 'Weight in the index of this city after rescaling over what is present.';
comment on column mart.contribution.contribution is 'Points of the index (arithmetic) or of its transform; see scoring.contribution.';
