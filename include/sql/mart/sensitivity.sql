-- One row per choice that the framework varies: its Sobol indices.
-- Inputs: scoring.uncertainty_sobol and run of the run.
-- Parameters: release_id, run_id.
-- Read by BI and the package.
insert into mart.sensitivity (
    release_id, cycle_year, framework_id, factor, first_order, first_order_interval, total, total_interval
)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    drawn.factor,
    drawn.first_order,
    drawn.first_order_interval,
    drawn.total,
    drawn.total_interval
from scoring.run as run
join scoring.uncertainty_sobol as drawn using (run_id)
where run.run_id = %(run_id)s
