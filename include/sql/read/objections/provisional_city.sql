-- One row per node of a city in the newest finished run of the cycle's primary framework: score, and place by the index.
-- Inputs: scoring.run, run_unit, run_node, unit_score, unit_rank, level; ops.cycle_framework.
-- Parameters: cycle.
-- Read by rkci.objections.provisional: what each city alone is told before the release.
with

newest as (
    select run.run_id
    from scoring.run as run
    join ops.cycle_framework as frozen using (cycle_year, framework_id)
    where run.cycle_year = %(cycle)s and frozen.is_primary and run.kind = 'cycle' and run.finished_at is not null
    order by run.run_id desc
    limit 1
)

select
    unit.unit_code as city_code,
    unit.unit_name as city_name,
    unit.attributes ->> 'class_code' as class_code,
    unit.is_nominee,
    node.node_code,
    node.parent_code,
    node.level,
    node.name_id,
    node.name_en,
    score.score,
    level.level_code,
    score.coverage,
    place.rank,
    ranked.cities
from newest
join scoring.run_unit as unit using (run_id)
join scoring.run_node as node using (run_id)
left join scoring.unit_score as score
    on score.run_id = newest.run_id
    and score.unit_code = unit.unit_code
    and score.node_code = node.node_code
    and score.side = 'all'
left join scoring.level as level
    on level.run_id = newest.run_id and level.unit_code = unit.unit_code and level.node_code = node.node_code
left join scoring.unit_rank as place
    on place.run_id = newest.run_id
    and place.unit_code = unit.unit_code
    and place.node_code = node.node_code
    and place.side = 'all'
    and place.group_column = 'class_code'
left join (
    select run_id, node_code, group_code, count(*) as cities
    from scoring.unit_rank
    where side = 'all' and group_column = 'class_code'
    group by run_id, node_code, group_code
) as ranked
    on ranked.run_id = newest.run_id
    and ranked.node_code = node.node_code
    and ranked.group_code = place.group_code
order by unit.unit_code, node.level desc, node.node_code collate "C"
