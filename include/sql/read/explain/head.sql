-- One row: the index of a unit in a run, its score, level and coverage, and whether screening let it in.
-- Inputs: scoring.run, run_unit, run_node, unit_score, level, unit_screened.
-- Parameters: run_id, unit_code.
-- Read by rkci.scoring.explain.
select
    run.cycle_year,
    run.framework_id,
    run.framework_hash,
    (run.settings -> 'ranking' ->> 'min_coverage')::double precision as min_coverage,
    unit.unit_code,
    unit.unit_name,
    node.node_code,
    node.aggregation,
    score.score,
    score.coverage,
    level.level_code,
    coalesce(screened.is_kept, true) as is_kept,
    screened.reason
from scoring.run as run
join scoring.run_unit as unit using (run_id)
join scoring.run_node as node on node.run_id = run.run_id and node.parent_code is null
left join scoring.unit_score as score
    on score.run_id = run.run_id
    and score.unit_code = unit.unit_code
    and score.node_code = node.node_code
    and score.side = 'all'
left join scoring.level as level
    on level.run_id = run.run_id and level.unit_code = unit.unit_code and level.node_code = node.node_code
left join scoring.unit_screened as screened on screened.run_id = run.run_id and screened.unit_code = unit.unit_code
where run.run_id = %(run_id)s and unit.unit_code = %(unit_code)s
