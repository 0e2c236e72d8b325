-- One row per node and indicator of a release: its weights and the method applied to it.
-- Inputs: scoring.weight, run_node and run_indicator of the run.
-- Parameters: release_id, run_id.
-- Read by BI, the package, and read/compare/difference.sql, which tells a change of method from one of data.
insert into mart.method (
    release_id, cycle_year, framework_id, code, parent_code, level, weight, effective_weight, aggregation, power,
    data_threshold, direction, transform, denominator, imputation, treatment, normalisation
)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    weight.code,
    weight.parent_code,
    weight.level,
    weight.weight,
    weight.effective_weight,
    node.aggregation,
    node.power,
    node.data_threshold,
    indicator.direction,
    indicator.transform,
    indicator.denominator,
    indicator.imputation::text,
    indicator.treatment::text,
    indicator.normalisation::text
from scoring.run as run
join scoring.weight as weight using (run_id)
left join scoring.run_node as node on node.run_id = run.run_id and node.node_code = weight.code
left join scoring.run_indicator as indicator
    on indicator.run_id = run.run_id and indicator.indicator_code = weight.code
where run.run_id = %(run_id)s
