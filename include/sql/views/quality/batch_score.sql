-- One row per score of the newest finished runs of the cycle, beside its children and the scale of its framework.
-- Inputs: scoring.run, run_node, run_indicator, run_unit, unit_score, normalised, level.
-- Parameters: setting rkci.cycle.
-- Read by expectations/score.json.
create view quality.batch_score as
with

run as (
    select
        run_id,
        framework_id,
        jsonb_array_length(settings -> 'levels') > 0 as has_levels,
        -- goalposts hold the scale only where they truncate; min-max always does
        settings #>> '{normalisation,method}' = 'minmax'
        or (
            settings #>> '{normalisation,method}' = 'goalposts'
            and coalesce((settings #>> '{normalisation,truncate}')::boolean, false)
        ) as has_scale,
        (settings #>> '{normalisation,min}')::double precision as scale_min,
        (settings #>> '{normalisation,max}')::double precision as scale_max
    from quality.checked_run()
),

child as (
    select score.run_id, score.unit_code, node.parent_code, score.side, score.score as value
    from run
    join scoring.unit_score as score using (run_id)
    join scoring.run_node as node using (run_id, node_code)
    union all
    select normalised.run_id, unit.unit_code, indicator.parent_code, sides.side, cell.value
    from run
    join scoring.normalised as normalised using (run_id)
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    cross join lateral unnest(normalised.value) with ordinality as cell (value, place)
    join scoring.run_unit as unit on unit.run_id = normalised.run_id and unit.place = cell.place
    cross join lateral (values ('all'), (indicator.side)) as sides (side)
),

family as (
    select
        run_id,
        unit_code,
        parent_code,
        side,
        min(value) as smallest_child,
        max(value) as largest_child
    from child
    group by run_id, unit_code, parent_code, side
)

select
    run.run_id,
    run.framework_id,
    score.unit_code,
    score.node_code,
    score.side,
    score.score,
    score.coverage,
    level.level_code,
    family.smallest_child,
    family.largest_child,
    run.has_levels,
    case when run.has_scale then run.scale_min end as scale_min,
    case when run.has_scale then run.scale_max end as scale_max,
    bool_or(node.data_threshold is not null) over (partition by run.run_id) as has_threshold
from run
join scoring.unit_score as score using (run_id)
join scoring.run_node as node using (run_id, node_code)
left join scoring.level as level using (run_id, unit_code, node_code)
left join family
    on family.run_id = run.run_id
    and family.unit_code = score.unit_code
    and family.parent_code = score.node_code
    and family.side = score.side;
comment on view quality.batch_score is 'Scores of the newest finished runs of the cycle as the suite score reads them, beside their children and scale.';
