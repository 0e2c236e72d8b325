-- One row per unit of a finished run: its place, groups, and whether and how it is ranked on the index.
-- Inputs: scoring.run_unit, screened, unit_score, unit_rank, run_node.
-- Parameters: run_id.
-- Read by rkci.scoring.uncertainty.problem.
select
    unit.unit_code,
    unit.attributes,
    unit.year,
    screened.is_kept,
    score.score,
    ranked.rank is not null as is_ranked
from scoring.run_unit as unit
join scoring.screened as screened using (run_id, unit_code)
join scoring.run_node as node on node.run_id = unit.run_id and node.parent_code is null
join scoring.unit_score as score
    on score.run_id = unit.run_id
    and score.unit_code = unit.unit_code
    and score.node_code = node.node_code
    and score.side = 'all'
left join scoring.unit_rank as ranked
    on ranked.run_id = unit.run_id
    and ranked.unit_code = unit.unit_code
    and ranked.node_code = node.node_code
    and ranked.side = 'all'
    and ranked.group_column = 'overall'
where unit.run_id = %(run_id)s
order by unit.place
