-- One row per submitted file of no known city that is not closed, oldest first: what the secretariat must find out.
-- Inputs: quality.file_without_city.
-- Parameters: cycle.
-- Read by `rkci intake-status`.
select
    file_name,
    state,
    (received_at at time zone clock.timezone)::date as since,
    (now() at time zone clock.timezone)::date - (received_at at time zone clock.timezone)::date as days,
    rule_id,
    city_code_text as code_written,
    city_name_text as name_written,
    file_hash
from quality.file_without_city
cross join (select ops.cycle_timezone(%(cycle)s) as timezone) as clock
where cycle_year = %(cycle)s and state <> 'closed'
order by received_at, file_name
