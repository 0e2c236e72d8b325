-- Objections, decisions that cannot be changed, two stages of the ranking.

-- ops ------------------------------------------------------------------------------------------

create function ops.refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception using
        errcode = 'RK002',
        message = concat(
            tg_table_schema, '.', tg_table_name, ' is append-only: ', tg_op,
            ' is refused. Add a row that says what holds now.'
        );
end
$$;
comment on function ops.refuse_change() is 'Trigger: refuses to change or to remove what was decided, whoever asks.';

create trigger append_only before update or delete or truncate on ops.decision
for each statement execute function ops.refuse_change();

-- scoring: two stages --------------------------------------------------------------------------

alter table scoring.run drop constraint run_kind_check;
alter table scoring.run add constraint run_kind_check
check (kind in ('cycle', 'first_stage', 'bridge', 'what_if', 'ad_hoc'));
alter table scoring.run add column first_run_id bigint references scoring.run on delete set null;
comment on column scoring.run.kind is 'cycle, first_stage (the same without what only nominees have evidence of), bridge, what_if or ad_hoc; only cycle reaches mart.';
comment on column scoring.run.first_run_id is 'Run of the first stage that the nominees of this run are compared with; null where there is one stage.';

alter table scoring.run_unit add column is_nominee boolean not null default false;
comment on column scoring.run_unit.is_nominee is 'A nominee: scored on all origins and ranked before the others, who stand on those of the first stage. False for all: one stage.';

comment on column scoring.selected.origin is 'official, submitted, assessed, survey, visit or objection.';
comment on column scoring.rank.rank is 'Place of each unit, in the order of run_unit.place: best is 1, nominees before the others; ties share the smaller; null without a score or below the coverage threshold.';

-- mart: two stages -----------------------------------------------------------------------------

alter table mart.ranking
add column objection_pct double precision not null default 0,
add column is_nominee boolean not null default false,
add column first_stage_score double precision,
add column first_stage_rank_in_class integer;
comment on column mart.ranking.objection_pct is 'Share of the weight from values that the city objected with and that were accepted, percent.';
comment on column mart.ranking.imputed_pct is 'Share of the weight that is imputed, percent. The seven origins add up to coverage_pct.';
comment on column mart.ranking.is_nominee is 'A nominee: ranked before the others of its class, on survey and visits too.';
comment on column mart.ranking.first_stage_score is 'Score of the first stage, without survey and visits; null where there is one stage.';
comment on column mart.ranking.first_stage_rank_in_class is 'Place in the class in the first stage, nominees or not; null where there is one stage, or without a place.';
comment on column mart.ranking.rank_in_class is 'Place in the class, nominees first; ties share the smaller; null below the coverage threshold.';
comment on column mart.ranking.rank_overall is 'Place among all cities, nominees first; null below the coverage threshold.';

comment on column mart.indicator_value.origin is 'official, submitted, assessed, survey, visit, objection or imputed; null where missing.';

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

-- select t.* takes up the columns of its time
create or replace view mart.current_ranking as
select t.* from mart.ranking as t join mart.release as r using (release_id) where r.state = 'current';
create view mart.current_stage_change as
select t.* from mart.stage_change as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_stage_change is 'mart.stage_change of the releases in force.';
