-- One row per unit of a finished run, in the order of the arrays: groups and denominators, whether it is kept, a nominee.
-- Inputs: scoring.run_unit, unit_screened.
-- Parameters: run_id.
-- Read by rkci.scoring.uncertainty.problem.
select
    unit.unit_code,
    unit.attributes,
    unit.year,
    unit.is_nominee,
    screened.is_kept
from scoring.run_unit as unit
join scoring.unit_screened as screened using (run_id, unit_code)
where unit.run_id = %(run_id)s
order by unit.place
