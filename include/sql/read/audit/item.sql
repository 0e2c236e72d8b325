-- One row per indicator and node of a run: its place in the tree, weights, and values over the cities.
-- Inputs: scoring.run_indicator, run_node, weight, denominated, normalised, score of the run.
-- Parameters: run_id.
-- Read by rkci.scoring.audit. Values are normalised or scores; reported (indicators only) is before imputation.
select
    indicator.indicator_code as code,
    indicator.parent_code,
    weight.level,
    indicator.name_id,
    indicator.name_en,
    weight.weight,
    weight.effective_weight,
    normalised.value,
    denominated.value as reported,
    indicator.denominator,
    null as aggregation,
    null as power,
    null as data_threshold
from scoring.run_indicator as indicator
join scoring.weight as weight on weight.run_id = indicator.run_id and weight.code = indicator.indicator_code
join scoring.normalised as normalised
    on normalised.run_id = indicator.run_id and normalised.indicator_code = indicator.indicator_code
join scoring.denominated as denominated
    on denominated.run_id = indicator.run_id and denominated.indicator_code = indicator.indicator_code
where indicator.run_id = %(run_id)s
union all
select
    node.node_code as code,
    node.parent_code,
    weight.level,
    node.name_id,
    node.name_en,
    weight.weight,
    weight.effective_weight,
    score.score as value,
    null as reported,
    null as denominator,
    node.aggregation,
    node.power,
    node.data_threshold
from scoring.run_node as node
join scoring.weight as weight on weight.run_id = node.run_id and weight.code = node.node_code
join scoring.score as score on score.run_id = node.run_id and score.node_code = node.node_code
where node.run_id = %(run_id)s and score.side = 'all'
