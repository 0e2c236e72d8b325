-- One row per answered row of a tickets file that could be read, beside the ticket of the city that it is about.
-- Inputs: raw.ticket_answer, staging.ticket_file, quality.ticket.
-- Parameters: cycle.
-- Read by the suite ticket and quality/ticket_answer.sql.
delete from staging.ticket_answer where cycle_year = %(cycle)s;

insert into staging.ticket_answer (
    cycle_year, file_hash, row_number, ticket_text, answer_text, reason_text, ticket_id, deadline_at, newest_at,
    lacks_reason
)
select
    given.cycle_year,
    given.file_hash,
    given.row_number,
    given.ticket_text,
    given.answer_text,
    given.reason_text,
    ticket.ticket_id,
    ticket.deadline_at,
    coalesce(
        quality.last_delivered(given.cycle_year, 'tickets', given.file_hash, file.city_code, ticket.deadline_at),
        file.received_at
    ),
    lower(btrim(given.answer_text)) in ('benar', 'correct', 'sudah benar', 'ya', 'yes')
    and btrim(given.reason_text) = ''
from raw.ticket_answer as given
join staging.ticket_file as file using (cycle_year, file_hash)
-- the number as written, where it is one of a ticket of this city
left join quality.ticket as ticket
    on ticket.cycle_year = given.cycle_year
    and ticket.city_code = file.city_code
    and ticket.ticket_id::text = btrim(given.ticket_text)
where given.cycle_year = %(cycle)s and file.unreadable_rule is null;
