create table mart.ranking (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    class_code text not null,
    city_code text not null,
    city_name text not null,
    province text not null,
    score double precision,
    rank_in_class integer,
    rank_overall integer,
    level_code text,
    coverage_pct double precision not null,
    official_pct double precision not null,
    submitted_pct double precision not null,
    survey_pct double precision not null,
    visit_pct double precision not null,
    imputed_pct double precision not null,
    simulated_pct double precision not null,
    rank_low integer,
    rank_high integer,
    tie_group integer,
    assessed_pct double precision not null default 0,
    objection_pct double precision not null default 0,
    is_nominee boolean not null default false,
    first_stage_score double precision,
    first_stage_rank_in_class integer,
    primary key (release_id, city_code)
);

comment on table mart.ranking is 'One row per city of a release: its score, places, level, and what the score rests on.';
comment on column mart.ranking.release_id is 'Release.';
comment on column mart.ranking.cycle_year is 'Cycle.';
comment on column mart.ranking.framework_id is 'Framework.';
comment on column mart.ranking.class_code is 'besar, sedang or kecil, by the frozen population.';
comment on column mart.ranking.city_code is 'BPS code.';
comment on column mart.ranking.city_name is 'Official name.';
comment on column mart.ranking.province is 'Province.';
comment on column mart.ranking.score is 'Score of the index; null where there is too little to score.';
comment on column mart.ranking.rank_in_class is 'Place in the class, nominees first; ties share the smaller; null below the coverage threshold.';
comment on column mart.ranking.rank_overall is 'Place among all cities, nominees first; null below the coverage threshold.';
comment on column mart.ranking.level_code is 'Maturity level of the score.';
comment on column mart.ranking.coverage_pct is 'Share of the weight of the framework that is reported or imputed, percent.';
comment on column mart.ranking.official_pct is 'Share of the weight from official statistics, percent.';
comment on column mart.ranking.submitted_pct is 'Share of the weight from the submission of the city that no assessor settled, percent.';
comment on column mart.ranking.survey_pct is 'Share of the weight from the citizen survey, percent.';
comment on column mart.ranking.visit_pct is 'Share of the weight from field visits, percent.';
comment on column mart.ranking.imputed_pct is 'Share of the weight that is imputed, percent. The seven origins add up to coverage_pct.';
comment on column mart.ranking.simulated_pct is 'Share of the weight that is simulated, percent, whatever its origin.';
comment on column mart.ranking.rank_low is 'Best place in the class to expect (5 per cent quantile over the draws); null where nothing is simulated.';
comment on column mart.ranking.rank_high is 'Worst place in the class to expect (95 per cent quantile).';
comment on column mart.ranking.tie_group is 'Cities of a class with the same number are not told apart.';
comment on column mart.ranking.assessed_pct is 'Share of the weight from maturity levels that assessors gave, percent.';
comment on column mart.ranking.objection_pct is 'Share of the weight from values that the city objected with and that were accepted, percent.';
comment on column mart.ranking.is_nominee is 'A nominee: ranked before the others of its class, on survey and visits too.';
comment on column mart.ranking.first_stage_score is 'Score of the first stage, without survey and visits; null where there is one stage.';
comment on column mart.ranking.first_stage_rank_in_class is 'Place in the class in the first stage, nominees or not; null where there is one stage, or without a place.';
