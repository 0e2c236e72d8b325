-- One row per city of the newest finished runs of the cycle: what its indicators give the index, added up.
-- Inputs: scoring.run, run_node, run_indicator, unit_score, contribution.
-- Parameters: setting rkci.cycle.
-- Read by expectations/contribution.json.
create view quality.batch_contribution as
select
    run.run_id,
    run.framework_id,
    score.unit_code,
    score.score,
    scoring.mean_transform(node.aggregation, node.power, score.score) as transformed_score,
    given.indicators,
    given.weight_sum,
    given.contribution_sum
from quality.checked_run() as run
join scoring.run_node as node on node.run_id = run.run_id and node.parent_code is null
join scoring.unit_score as score
    on score.run_id = run.run_id and score.node_code = node.node_code and score.side = 'all'
cross join lateral (
    select
        count(*) as indicators,
        sum(part.effective_weight order by part.code) as weight_sum,
        sum(part.contribution order by part.code) as contribution_sum
    from scoring.contribution as part
    join scoring.run_indicator as indicator
        on indicator.run_id = part.run_id and indicator.indicator_code = part.code
    where part.run_id = run.run_id and part.unit_code = score.unit_code
) as given;
comment on view quality.batch_contribution is 'What the indicators give the index of each city, added up, as the suite contribution reads it.';
