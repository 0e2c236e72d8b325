-- One row per maturity answer that two assessors read: the levels of the first and of the second.
-- Inputs: core.assessment.
-- Parameters: cycle.
-- Read by rkci.assessment.agreement. A third reader, who is called because two differ, is no part of it.
select
    first.indicator_code,
    first.level as first_level,
    second.level as second_level
from core.assessment as first
join core.assessment as second using (cycle_year, city_code, indicator_code)
where first.cycle_year = %(cycle)s and first.reader = 1 and second.reader = 2
order by first.indicator_code, first.city_code
