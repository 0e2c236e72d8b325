-- One row per state of the tickets of a cycle: how many.
-- Inputs: quality.ticket.
-- Parameters: cycle.
-- Read by `make run` and `rkci intake-status`.
select
    state,
    count(*) as tickets
from quality.ticket
where cycle_year = %(cycle)s
group by state
order by array_position(array['open', 'answered', 'expired', 'closed'], state)
