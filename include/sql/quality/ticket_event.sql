-- One row per state that a ticket came to since the last run; what nobody answered in time expires first.
-- Inputs: quality.ticket.
-- Parameters: cycle.
-- Read by whoever asks what became of a question, and when. Append-only.
update quality.ticket
set state = case when deadline_at <= now() then 'expired' else 'open' end
where cycle_year = %(cycle)s and state in ('open', 'expired');

insert into quality.ticket_event (ticket_id, occurred_at, state, file_hash)
select
    ticket.ticket_id,
    now(),
    ticket.state,
    case ticket.state when 'open' then ticket.file_hash when 'closed' then ticket.closed_by_file end
from quality.ticket as ticket
left join lateral (
    select event.state
    from quality.ticket_event as event
    where event.ticket_id = ticket.ticket_id
    order by event.ticket_event_id desc
    limit 1
) as last on true
where ticket.cycle_year = %(cycle)s and last.state is distinct from ticket.state
order by ticket.ticket_id;
