-- One row per city of a release: score, places, level, and the shares of the weight by origin.
-- Inputs: scoring.score, rank, level, selected, imputed and run_* of the run; core.city, core.cycle_city.
-- Parameters: release_id, run_id.
-- Read by BI, the package and `make run`; cities below the coverage threshold keep their row without a place.
insert into mart.ranking (
    release_id, cycle_year, framework_id, class_code, city_code, city_name, province, score, rank_in_class,
    rank_overall, level_code, coverage_pct, official_pct, submitted_pct, survey_pct, visit_pct, imputed_pct,
    simulated_pct
)
with recursive

run as (
    select * from scoring.run where run_id = %(run_id)s
),

index_node as (
    select node_code from scoring.run_node where run_id = %(run_id)s and parent_code is null
),

-- the weight of each indicator in the whole tree, nothing missing
tree as (
    select node_code, 1::double precision as weight
    from scoring.run_node
    where run_id = %(run_id)s and parent_code is null
    union all
    select child.node_code, tree.weight * child.share
    from tree
    join (
        select
            node_code,
            parent_code,
            weight / sum(weight) over (
                partition by parent_code
                order by node_code rows between unbounded preceding and unbounded following
            ) as share
        from scoring.run_node
        where run_id = %(run_id)s
    ) as child on child.parent_code = tree.node_code
),

leaf as (
    select
        indicator.indicator_code,
        tree.weight * indicator.weight / sum(indicator.weight) over (
            partition by indicator.parent_code
            order by indicator.indicator_code rows between unbounded preceding and unbounded following
        ) as weight
    from scoring.run_indicator as indicator
    join tree on tree.node_code = indicator.parent_code
    where indicator.run_id = %(run_id)s
),

cell as (
    select
        imputed.unit_code,
        leaf.indicator_code,
        leaf.weight,
        case when imputed.is_imputed then 'imputed' else selected.origin end as origin,
        selected.is_simulated
    from scoring.imputed as imputed
    join scoring.selected as selected using (run_id, unit_code, indicator_code)
    join leaf using (indicator_code)
    where imputed.run_id = %(run_id)s and imputed.value is not null
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
        100 * sum(weight order by indicator_code) filter (where is_simulated) as simulated_pct
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
    coalesce(share.simulated_pct, 0)
from run
join index_node on true
join core.cycle_city as cycle_city on cycle_city.cycle_year = run.cycle_year
join core.city as city using (city_code)
left join share on share.unit_code = city.city_code
left join scoring.score as score
    on score.run_id = run.run_id and score.unit_code = city.city_code
    and score.node_code = index_node.node_code and score.side = 'all'
left join scoring.level as level
    on level.run_id = run.run_id and level.unit_code = city.city_code and level.node_code = index_node.node_code
left join scoring.rank as in_class
    on in_class.run_id = run.run_id and in_class.unit_code = city.city_code
    and in_class.node_code = index_node.node_code and in_class.side = 'all' and in_class.group_column = 'class_code'
left join scoring.rank as overall
    on overall.run_id = run.run_id and overall.unit_code = city.city_code
    and overall.node_code = index_node.node_code and overall.side = 'all' and overall.group_column = 'overall'
