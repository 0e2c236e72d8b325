-- One row per release under check: whether its choices were varied, and the Sobol indices in it beside those simulated.
-- Inputs: mart.sensitivity, release; scoring.run, uncertainty_sobol.
-- Parameters: setting rkci.cycle.
-- Read by expectations/sensitivity.json.
create view quality.batch_sensitivity as
select
    release.release_id,
    release.framework_id,
    run.simulated_at,
    simulated.factors as factors_simulated,
    told.factors,
    told.same as factors_as_simulated,
    told.narrowest
from quality.checked_release() as release
join scoring.run as run using (run_id)
join lateral (
    select count(*) as factors
    from scoring.uncertainty_sobol as drawn
    where drawn.run_id = release.run_id
) as simulated on true
join lateral (
    select
        count(*) as factors,
        count(*) filter (where drawn.total = given.total and drawn.first_order = given.first_order) as same,
        min(least(given.first_order_interval, given.total_interval)) as narrowest
    from mart.sensitivity as given
    left join scoring.uncertainty_sobol as drawn on drawn.run_id = release.run_id and drawn.factor = given.factor
    where given.release_id = release.release_id
) as told on true;
comment on view quality.batch_sensitivity
is 'The releases under check with their Sobol indices, told and simulated, as the suite sensitivity reads them.';
