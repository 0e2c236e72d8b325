-- One row per unit of a finished run: its place in the arrays, its groups and denominators, and whether it is kept.
-- Inputs: scoring.run_unit, screened.
-- Parameters: run_id.
-- Read by rkci.scoring.uncertainty.problem.
select
    unit.unit_code,
    unit.attributes,
    unit.year,
    screened.is_kept
from scoring.run_unit as unit
join scoring.screened as screened using (run_id, unit_code)
where unit.run_id = %(run_id)s
order by unit.place
