-- One row per city of a release in two stages: both places, both scores, and what survey and visits gave of the change.
-- Inputs: mart.ranking of the release; scoring.run, cell, weight of both runs.
-- Parameters: release_id, run_id.
-- Read by BI and the package. Where there is one stage there are no rows.
insert into mart.stage_change (
    release_id, cycle_year, framework_id, class_code, city_code, city_name, is_nominee, first_stage_score,
    first_stage_rank_in_class, score, rank_in_class, score_change, survey_points, visit_points, other_points
)
with

run as (
    select * from scoring.run where run_id = %(run_id)s and first_run_id is not null
),

ranking as (
    select *
    from mart.ranking
    where release_id = %(release_id)s and exists (select from run)
),

-- what a value of the nominees' alone adds: its weight in the end, shared among what is there, x how far it lies from
-- what stood in its place
added as (
    select
        cell.unit_code as city_code,
        cell.origin,
        sum(
            given.effective_weight
            * (cell.normalised - coalesce(earlier.normalised, ranking.first_stage_score))
            order by cell.indicator_code
        ) as points
    from run
    join scoring.cell as cell on cell.run_id = run.run_id
    join ranking on ranking.city_code = cell.unit_code
    join scoring.contribution as given
        on given.run_id = run.run_id and given.unit_code = cell.unit_code and given.code = cell.indicator_code
    join scoring.cell as earlier
        on earlier.run_id = run.first_run_id
        and earlier.unit_code = cell.unit_code
        and earlier.indicator_code = cell.indicator_code
    where ranking.is_nominee and run.settings #> '{selection,nominees_only}' ? cell.origin and not cell.is_imputed
    group by cell.unit_code, cell.origin
),

-- rounded, so that the last bits of a sum are no change
compared as (
    select
        ranking.*,
        round((ranking.score - ranking.first_stage_score)::numeric, 9) as score_change,
        round(coalesce(survey.points, 0)::numeric, 9) as survey_points,
        round(coalesce(visit.points, 0)::numeric, 9) as visit_points
    from ranking
    left join added as survey on survey.city_code = ranking.city_code and survey.origin = 'survey'
    left join added as visit on visit.city_code = ranking.city_code and visit.origin = 'visit'
)

select
    release_id,
    cycle_year,
    framework_id,
    class_code,
    city_code,
    city_name,
    is_nominee,
    first_stage_score,
    first_stage_rank_in_class,
    score,
    rank_in_class,
    score_change,
    survey_points,
    visit_points,
    score_change - survey_points - visit_points as other_points
from compared
