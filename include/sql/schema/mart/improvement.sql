create table mart.improvement (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    class_code text not null,
    score double precision,
    rank_in_class integer,
    earlier_cycle_year integer not null,
    earlier_class_code text,
    common_pct double precision not null,
    earlier_common_score double precision,
    common_score double precision,
    improvement double precision,
    improvement_rank_in_class integer,
    primary key (release_id, city_code)
);

comment on table mart.improvement is 'One row per city of a release: what it achieved, and apart from that what it improved since the cycle before, both cycles under the framework of the release. No row in a first cycle, nor under a framework that scales by the cities at hand.';
comment on column mart.improvement.release_id is 'Release.';
comment on column mart.improvement.cycle_year is 'Cycle.';
comment on column mart.improvement.framework_id is 'Framework.';
comment on column mart.improvement.city_code is 'BPS code.';
comment on column mart.improvement.class_code is 'Class in this cycle.';
comment on column mart.improvement.score is 'Achievement: score of the index, as in mart.ranking.';
comment on column mart.improvement.rank_in_class is 'Place by achievement within the class, as in mart.ranking.';
comment on column mart.improvement.earlier_cycle_year is 'The open cycle before this one.';
comment on column mart.improvement.earlier_class_code is 'Class in that cycle; null if it did not take part.';
comment on column mart.improvement.common_pct is 'Share of the weight of the framework that has a value in both cycles, percent.';
comment on column mart.improvement.earlier_common_score is 'Score of the earlier cycle under the framework of the release, on the values that both cycles have.';
comment on column mart.improvement.common_score is 'Score of this cycle on the values that both cycles have; differs from score where the earlier cycle has fewer.';
comment on column mart.improvement.improvement is 'common_score - earlier_common_score; null where either is missing or covers less than ranking.min_coverage.';
comment on column mart.improvement.improvement_rank_in_class is 'Place by improvement within the class of this cycle, ties share the smaller; null without improvement.';
