-- One row per city with a ticket that is not closed, longest first.
-- Inputs: quality.waiting_by_city.
-- Parameters: cycle.
-- Read by `rkci intake-status`.
select
    city_code,
    city_name,
    open_tickets,
    answered_tickets,
    expired_tickets,
    (owes_since at time zone ops.cycle_timezone(%(cycle)s))::date as owes_since,
    (next_deadline_at at time zone ops.cycle_timezone(%(cycle)s))::date as next_deadline,
    (waits_since at time zone ops.cycle_timezone(%(cycle)s))::date as waits_since
from quality.waiting_by_city
where cycle_year = %(cycle)s
order by least(owes_since, waits_since), city_code
