-- One row per city that is not a nominee and whose index the second stage changed; there should be none.
-- Inputs: scoring.run_unit, run_node, unit_score of both runs.
-- Parameters: run_id, first_run_id.
-- Read by rkci.scoring.run, which refuses them. The order of a sum may move the last bits of a score.
select
    unit.unit_name,
    first_stage.score as first_score,
    score.score
from scoring.run_unit as unit
join scoring.run_node as node on node.run_id = unit.run_id and node.parent_code is null
join scoring.unit_score as score
    on score.run_id = unit.run_id
    and score.unit_code = unit.unit_code
    and score.node_code = node.node_code
    and score.side = 'all'
join scoring.unit_score as first_stage
    on first_stage.run_id = %(first_run_id)s
    and first_stage.unit_code = unit.unit_code
    and first_stage.node_code = node.node_code
    and first_stage.side = 'all'
where
    unit.run_id = %(run_id)s
    and not unit.is_nominee
    and (
        (score.score is null) <> (first_stage.score is null)
        or abs(score.score - first_stage.score) > 1e-9 * greatest(1, abs(score.score))
    )
order by unit.place
