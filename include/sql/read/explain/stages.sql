-- One row where a run has two stages: whether the unit is a nominee, and its score and place in the first stage.
-- Inputs: scoring.run, run_unit, run_node; unit_score and unit_rank of the run of the first stage.
-- Parameters: run_id, unit_code.
-- Read by rkci.scoring.explain.
select
    unit.is_nominee,
    score.score,
    place.rank,
    place.group_code
from scoring.run as run
join scoring.run_unit as unit using (run_id)
join scoring.run_node as node on node.run_id = run.run_id and node.parent_code is null
left join scoring.unit_score as score
    on score.run_id = run.first_run_id
    and score.unit_code = unit.unit_code
    and score.node_code = node.node_code
    and score.side = 'all'
left join scoring.unit_rank as place
    on place.run_id = run.first_run_id
    and place.unit_code = unit.unit_code
    and place.node_code = node.node_code
    and place.side = 'all'
    and place.group_column = 'class_code'
where run.run_id = %(run_id)s and run.first_run_id is not null and unit.unit_code = %(unit_code)s
