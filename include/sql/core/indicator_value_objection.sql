-- One value of origin objection per accepted objection; what it takes the place of stays beside it.
-- Inputs: core.objection, objection_decision.
-- Parameters: cycle.
-- Read by scoring/selected.sql. Other origins are left as they are.
delete from core.indicator_value where cycle_year = %(cycle)s and origin = 'objection';

insert into core.indicator_value (
    cycle_year, city_code, indicator_code, origin, value, status, year, is_simulated, file_hash, sheet, cell
)
select
    objection.cycle_year,
    objection.city_code,
    objection.indicator_code,
    'objection' as origin,
    decision.value,
    'reported' as status,
    objection.cycle_year as year,
    objection.is_simulated,
    objection.file_hash,
    objection.sheet,
    objection.cell
from core.objection as objection
join core.objection_decision as decision using (objection_id)
where objection.cycle_year = %(cycle)s and decision.outcome = 'accepted'
order by objection.indicator_code, objection.city_code;
