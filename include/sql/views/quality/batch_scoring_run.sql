-- One row per framework frozen for the cycle: its newest finished run and whether it covers what it must.
-- Inputs: ops.cycle_framework, core.cycle_city, scoring.run, run_unit, run_node, run_indicator, unit_value,
-- unit_score, unit_rank, uncertainty_unit.
-- Parameters: setting rkci.cycle.
-- Read by expectations/scoring_run.json.
create view quality.batch_scoring_run as
select
    frozen.cycle_year,
    frozen.framework_id,
    frozen.framework_hash as frozen_hash,
    run.run_id,
    run.framework_hash as run_hash,
    run.finished_at,
    (select count(*) from core.cycle_city as city where city.cycle_year = frozen.cycle_year) as cities,
    units.units,
    units.strangers,
    nodes.nodes,
    indicators.indicators,
    (select count(*) from scoring.unit_value as given where given.run_id = run.run_id) as cells_selected,
    (
        select count(*) from scoring.unit_score as score where score.run_id = run.run_id and score.side = 'all'
    ) as scores,
    coalesce((run.settings #>> '{uncertainty,draws}')::integer, 0) as draws_declared,
    run.simulated_at,
    (
        select count(*)
        from scoring.unit_rank as placed
        join scoring.run_node as node using (run_id, node_code)
        where
            placed.run_id = run.run_id
            and node.parent_code is null
            and placed.side = 'all'
            and placed.group_column = 'overall'
    ) as units_ranked,
    (
        select count(*)
        from scoring.uncertainty_unit as drawn
        where drawn.run_id = run.run_id and drawn.group_column = 'overall'
    ) as units_drawn
from ops.cycle_framework as frozen
left join quality.checked_run() as run using (cycle_year, framework_id)
join lateral (
    select count(*) as units, count(*) filter (where city.city_code is null) as strangers
    from scoring.run_unit as unit
    left join core.cycle_city as city
        on city.cycle_year = frozen.cycle_year and city.city_code = unit.unit_code
    where unit.run_id = run.run_id
) as units on true
join lateral (select count(*) as nodes from scoring.run_node as node where node.run_id = run.run_id) as nodes on true
join lateral (
    select count(*) as indicators from scoring.run_indicator as indicator where indicator.run_id = run.run_id
) as indicators on true
where frozen.cycle_year = quality.cycle();
comment on view quality.batch_scoring_run is 'The frameworks of the cycle with their newest finished run, as the suite scoring_run reads them.';
