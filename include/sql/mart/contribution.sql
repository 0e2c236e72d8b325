-- One row per city and present indicator of a release: the points that it gives the index.
-- Inputs: scoring.contribution of the run, indicators only.
-- Parameters: release_id, run_id.
-- Read by BI and the package; the contributions of a city add up to its score.
insert into mart.contribution (
    release_id, cycle_year, framework_id, city_code, indicator_code, effective_weight, contribution
)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    contribution.unit_code,
    contribution.code,
    contribution.effective_weight,
    contribution.contribution
from scoring.run as run
join scoring.contribution as contribution using (run_id)
join scoring.run_indicator as indicator
    on indicator.run_id = contribution.run_id and indicator.indicator_code = contribution.code
where run.run_id = %(run_id)s
