-- One row per node of a finished run; the index comes with its scores and places over the units.
-- Inputs: scoring.run_node, weight, score, rank.
-- Parameters: run_id.
-- Read by rkci.scoring.uncertainty.problem.
select
    node.node_code,
    node.parent_code,
    node.level,
    weight.weight,
    node.aggregation,
    node.power,
    node.data_threshold,
    score.score,
    placed.rank
from scoring.run_node as node
join scoring.weight as weight on weight.run_id = node.run_id and weight.code = node.node_code
left join scoring.score as score
    on score.run_id = node.run_id
    and score.node_code = node.node_code
    and score.side = 'all'
    and node.parent_code is null
left join scoring.rank as placed
    on placed.run_id = node.run_id
    and placed.node_code = node.node_code
    and placed.side = 'all'
    and placed.group_column = 'overall'
    and node.parent_code is null
where node.run_id = %(run_id)s
order by node.node_code collate "C"
