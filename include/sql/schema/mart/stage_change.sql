create table mart.stage_change (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    class_code text not null,
    city_code text not null,
    city_name text not null,
    is_nominee boolean not null,
    first_stage_score double precision,
    first_stage_rank_in_class integer,
    score double precision,
    rank_in_class integer,
    score_change double precision,
    survey_points double precision not null,
    visit_points double precision not null,
    other_points double precision,
    primary key (release_id, city_code)
);

comment on table mart.stage_change is 'What changed between the two stages of a release, per city; no rows where there is one stage.';
comment on column mart.stage_change.release_id is 'Release.';
comment on column mart.stage_change.cycle_year is 'Cycle.';
comment on column mart.stage_change.framework_id is 'Framework.';
comment on column mart.stage_change.class_code is 'Class.';
comment on column mart.stage_change.city_code is 'BPS code.';
comment on column mart.stage_change.city_name is 'Name.';
comment on column mart.stage_change.is_nominee is 'A nominee. The scores of the others are those of the first stage.';
comment on column mart.stage_change.first_stage_score is 'Score of the first stage; null without one.';
comment on column mart.stage_change.first_stage_rank_in_class is 'Place in the class in the first stage; null without one.';
comment on column mart.stage_change.score is 'Final score; null without one.';
comment on column mart.stage_change.rank_in_class is 'Final place in the class; null without one.';
comment on column mart.stage_change.score_change is 'Final score less that of the first stage: survey, visit and other points.';
comment on column mart.stage_change.survey_points is 'What the survey gave: final weight x (normalised value less what stood there before, or the score of the first stage where nothing did).';
comment on column mart.stage_change.visit_points is 'What the visits gave, likewise.';
comment on column mart.stage_change.other_points is 'The rest: the weights of what was there before are shared anew.';
