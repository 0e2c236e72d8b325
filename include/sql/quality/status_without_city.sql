-- One row per submitted file of no known city that is not closed, oldest first: what the secretariat must find out.
-- Inputs: quality.file_without_city.
-- Parameters: cycle.
-- Read by `rkci intake-status`.
select
    file_name,
    state,
    received_at::date as since,
    now()::date - received_at::date as days,
    rule_id,
    city_code_text as code_written,
    city_name_text as name_written,
    file_hash
from quality.file_without_city
where cycle_year = %(cycle)s and state <> 'closed'
order by received_at, file_name
