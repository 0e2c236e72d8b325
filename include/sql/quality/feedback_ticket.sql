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
    to_char(deadline_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI "WIB"') as deadline
from quality.ticket
where cycle_year = %(cycle)s and state = 'open'
order by city_code, severity, layer, ticket_id
