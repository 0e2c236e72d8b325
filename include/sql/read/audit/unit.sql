-- One row per city of a run, in the order of its place, with what indicators may be divided by.
-- Inputs: scoring.run_unit of the run, core.cycle_city (population as frozen), core.city (area).
-- Parameters: run_id.
-- Read by rkci.scoring.audit.
select
    unit.unit_code,
    cycle_city.population,
    city.area_km2
from scoring.run as run
join scoring.run_unit as unit using (run_id)
left join core.cycle_city as cycle_city
    on cycle_city.cycle_year = run.cycle_year and cycle_city.city_code = unit.unit_code
left join core.city as city on city.city_code = unit.unit_code
where run.run_id = %(run_id)s
order by unit.place
