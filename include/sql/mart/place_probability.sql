-- One row per city of a release and place in its class: how likely it is.
-- Inputs: scoring.uncertainty_place and run of the run.
-- Parameters: release_id, run_id.
-- Read by BI and the package.
insert into mart.place_probability (release_id, cycle_year, framework_id, city_code, place, probability)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    drawn.unit_code,
    drawn.place,
    drawn.probability
from scoring.run as run
join scoring.uncertainty_place as drawn using (run_id)
where run.run_id = %(run_id)s and drawn.group_column = 'class_code'
