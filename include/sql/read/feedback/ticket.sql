-- One row per ticket of a city that waits for its answer, rejections first.
-- Inputs: quality.ticket.
-- Parameters: cycle.
-- Read by rkci.intake.feedback for the tickets file of each city.
select
    city_code,
    ticket_id,
    sheet,
    cell,
    indicator_code,
    found_text,
    question_id,
    question_en,
    ops.local_time(deadline_at, %(cycle)s) as deadline
from quality.ticket
where cycle_year = %(cycle)s and state = 'open' and now() < deadline_at
order by city_code, severity, layer, ticket_id
