-- One value of origin visit per finding that a second person confirmed and that sets one; the claim stays beside it.
-- Inputs: core.visit_finding.
-- Parameters: cycle.
-- Read by scoring/selected.sql. Other origins are left as they are.
delete from core.indicator_value where cycle_year = %(cycle)s and origin = 'visit';

insert into core.indicator_value (
    cycle_year, city_code, indicator_code, origin, value, status, year, is_simulated, file_hash, sheet, cell
)
select
    cycle_year,
    city_code,
    indicator_code,
    'visit' as origin,
    value,
    'reported' as status,
    cycle_year as year,
    is_simulated,
    file_hash,
    sheet,
    cell
from core.visit_finding
where cycle_year = %(cycle)s and value is not null
order by indicator_code, city_code;
