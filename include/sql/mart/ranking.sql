-- One row per city of a release: score, places of both stages, level, and the shares of the weight by origin.
-- Inputs: scoring.unit_score, unit_rank, level, cell, weight, run_node, uncertainty_unit; core.city, cycle_city.
-- Parameters: release_id, run_id.
-- Read by BI, the package and `make run`; cities below the coverage threshold keep their row without a place.
insert into mart.ranking (
    release_id, cycle_year, framework_id, class_code, city_code, city_name, province, score, rank_in_class,
    rank_overall, level_code, coverage_pct, official_pct, submitted_pct, survey_pct, visit_pct, imputed_pct,
    simulated_pct, assessed_pct, objection_pct, rank_low, rank_high, tie_group, is_nominee, first_stage_score,
    first_stage_rank_in_class
)
with

run as (
    select * from scoring.run where run_id = %(run_id)s
),

index_node as (
    select node_code from scoring.run_node where run_id = %(run_id)s and parent_code is null
),

cell as (
    select
        cell.unit_code,
        cell.indicator_code,
        weight.effective_weight as weight,
        case when cell.is_imputed then 'imputed' else cell.origin end as origin,
        cell.is_simulated
    from scoring.cell as cell
    join scoring.weight as weight on weight.run_id = cell.run_id and weight.code = cell.indicator_code
    where cell.run_id = %(run_id)s and cell.imputed is not null
),

share as (
    select
        unit_code,
        100 * sum(weight order by indicator_code) as coverage_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'official') as official_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'submitted') as submitted_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'survey') as survey_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'visit') as visit_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'imputed') as imputed_pct,
        100 * sum(weight order by indicator_code) filter (where is_simulated) as simulated_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'assessed') as assessed_pct,
        100 * sum(weight order by indicator_code) filter (where origin = 'objection') as objection_pct
    from cell
    group by unit_code
)

select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    cycle_city.class_code,
    city.city_code,
    city.city_name,
    city.province,
    score.score,
    in_class.rank as rank_in_class,
    overall.rank as rank_overall,
    level.level_code,
    coalesce(share.coverage_pct, 0),
    coalesce(share.official_pct, 0),
    coalesce(share.submitted_pct, 0),
    coalesce(share.survey_pct, 0),
    coalesce(share.visit_pct, 0),
    coalesce(share.imputed_pct, 0),
    coalesce(share.simulated_pct, 0),
    coalesce(share.assessed_pct, 0),
    coalesce(share.objection_pct, 0),
    drawn.rank_low,
    drawn.rank_high,
    drawn.tie_group,
    coalesce(unit.is_nominee, false),
    first_score.score as first_stage_score,
    first_in_class.rank as first_stage_rank_in_class
from run
join index_node on true
join core.cycle_city as cycle_city on cycle_city.cycle_year = run.cycle_year
join core.city as city using (city_code)
left join share on share.unit_code = city.city_code
left join scoring.run_unit as unit on unit.run_id = run.run_id and unit.unit_code = city.city_code
left join scoring.unit_score as score
    on score.run_id = run.run_id and score.unit_code = city.city_code
    and score.node_code = index_node.node_code and score.side = 'all'
left join scoring.level as level
    on level.run_id = run.run_id and level.unit_code = city.city_code and level.node_code = index_node.node_code
left join scoring.unit_rank as in_class
    on in_class.run_id = run.run_id and in_class.unit_code = city.city_code
    and in_class.node_code = index_node.node_code and in_class.side = 'all' and in_class.group_column = 'class_code'
left join scoring.unit_rank as overall
    on overall.run_id = run.run_id and overall.unit_code = city.city_code
    and overall.node_code = index_node.node_code and overall.side = 'all' and overall.group_column = 'overall'
left join scoring.uncertainty_unit as drawn
    on drawn.run_id = run.run_id and drawn.unit_code = city.city_code and drawn.group_column = 'class_code'
left join scoring.unit_score as first_score
    on first_score.run_id = run.first_run_id and first_score.unit_code = city.city_code
    and first_score.node_code = index_node.node_code and first_score.side = 'all'
left join scoring.unit_rank as first_in_class
    on first_in_class.run_id = run.first_run_id and first_in_class.unit_code = city.city_code
    and first_in_class.node_code = index_node.node_code and first_in_class.side = 'all'
    and first_in_class.group_column = 'class_code'
