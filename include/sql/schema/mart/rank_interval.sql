create table mart.rank_interval (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    class_code text not null,
    city_code text not null,
    city_name text not null,
    score double precision not null,
    rank_in_class integer not null,
    median_rank integer not null,
    rank_low integer not null,
    rank_high integer not null,
    score_low double precision,
    score_high double precision,
    p_first_ten double precision not null,
    p_beats_next double precision,
    tie_group integer not null,
    draws integer not null,
    seed bigint not null,
    primary key (release_id, city_code)
);

comment on table mart.rank_interval is 'One row per ranked city of a release: how sure its place in its class is. Empty where the framework declares no uncertainty.';
comment on column mart.rank_interval.release_id is 'Release.';
comment on column mart.rank_interval.cycle_year is 'Cycle.';
comment on column mart.rank_interval.framework_id is 'Framework.';
comment on column mart.rank_interval.class_code is 'Class within which it is ranked.';
comment on column mart.rank_interval.city_code is 'BPS code.';
comment on column mart.rank_interval.city_name is 'Official name.';
comment on column mart.rank_interval.score is 'Published score.';
comment on column mart.rank_interval.rank_in_class is 'Published place in the class.';
comment on column mart.rank_interval.median_rank is 'Median of its place over the draws.';
comment on column mart.rank_interval.rank_low is '5 per cent quantile of its place: the best to expect.';
comment on column mart.rank_interval.rank_high is '95 per cent quantile of its place: the worst to expect.';
comment on column mart.rank_interval.score_low is '5 per cent quantile of its score.';
comment on column mart.rank_interval.score_high is '95 per cent quantile of its score.';
comment on column mart.rank_interval.p_first_ten is 'Probability of being among the first of its class, ten unless the framework says otherwise.';
comment on column mart.rank_interval.p_beats_next is 'Probability of beating the next in the published order; null for the last.';
comment on column mart.rank_interval.tie_group is 'Cities of one number are not told apart: the first of them does not beat the others surely enough.';
comment on column mart.rank_interval.draws is 'Random draws behind it.';
comment on column mart.rank_interval.seed is 'Seed of the draws.';
