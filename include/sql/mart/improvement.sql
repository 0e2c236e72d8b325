-- One row per city of a release: achievement, and improvement since the cycle before under the same framework.
-- Inputs: mart.ranking of the release; scoring.run, unit_score, unit_rank, unit_value, weight of the bridge runs.
-- Parameters: release_id, earlier_run_id, common_run_id (bridges on the values that both cycles have).
-- Read by BI and the package. A first cycle has no bridges, so this is not run.
insert into mart.improvement (
    release_id, cycle_year, framework_id, city_code, class_code, score, rank_in_class, earlier_cycle_year,
    earlier_class_code, common_pct, earlier_common_score, common_score, improvement, improvement_rank_in_class
)
with

bridge as (
    select
        run.run_id,
        run.cycle_year,
        node.node_code,
        (run.settings -> 'ranking' ->> 'digits')::integer as digits,
        run.run_id = %(common_run_id)s as is_common
    from scoring.run as run
    join scoring.run_node as node using (run_id)
    where run.run_id in (%(earlier_run_id)s, %(common_run_id)s) and node.parent_code is null
),

-- only what is ranked covers enough to be compared
scored as (
    select
        bridge.is_common,
        score.unit_code,
        score.score,
        place.rank is not null as is_ranked
    from bridge
    join scoring.unit_score as score using (run_id, node_code)
    left join scoring.unit_rank as place
        on place.run_id = score.run_id
        and place.node_code = score.node_code
        and place.unit_code = score.unit_code
        and place.side = score.side
        and place.group_column = 'overall'
    where score.side = 'all'
),

common_weight as (
    select
        selected.unit_code,
        sum(weight.effective_weight order by weight.code) filter (where selected.value is not null) as share
    from scoring.unit_value as selected
    join scoring.weight as weight on weight.run_id = selected.run_id and weight.code = selected.indicator_code
    where selected.run_id = %(common_run_id)s
    group by selected.unit_code
),

compared as (
    select
        ranking.release_id,
        ranking.cycle_year,
        ranking.framework_id,
        ranking.city_code,
        ranking.class_code,
        ranking.score,
        ranking.rank_in_class,
        earlier_bridge.cycle_year as earlier_cycle_year,
        earlier_bridge.digits,
        earlier_city.class_code as earlier_class_code,
        100 * coalesce(common_weight.share, 0) as common_pct,
        earlier.score as earlier_common_score,
        common.score as common_score,
        case when earlier.is_ranked and common.is_ranked then common.score - earlier.score end as improvement
    from mart.ranking as ranking
    join bridge as earlier_bridge on not earlier_bridge.is_common
    left join core.cycle_city as earlier_city
        on earlier_city.cycle_year = earlier_bridge.cycle_year and earlier_city.city_code = ranking.city_code
    left join common_weight on common_weight.unit_code = ranking.city_code
    left join scored as earlier on earlier.unit_code = ranking.city_code and not earlier.is_common
    left join scored as common on common.unit_code = ranking.city_code and common.is_common
    where ranking.release_id = %(release_id)s
)

select
    release_id,
    cycle_year,
    framework_id,
    city_code,
    class_code,
    score,
    rank_in_class,
    earlier_cycle_year,
    earlier_class_code,
    common_pct,
    earlier_common_score,
    common_score,
    improvement,
    case
        when improvement is not null
            then rank() over (
                partition by class_code, improvement is null order by round(improvement::numeric, digits) desc
            )
    end as improvement_rank_in_class
from compared
