-- What a city was asked when a file of it came, and so what a file of the phase clarification may answer.
-- Parameters: cycle, city, the instant; the file, the layer (row or innovation) and the subject as quality.ticket has it.
-- Read by staging.submission, staging.submission_value, staging.innovation.
-- One that expired meanwhile was open for what came in time.
create or replace function quality.tickets_open_at(of_cycle integer, of_city text, instant timestamptz)
returns setof quality.ticket
language sql stable as $$
    select ticket.*
    from quality.ticket as ticket
    join lateral (
        select event.state
        from quality.ticket_event as event
        where event.ticket_id = ticket.ticket_id and event.occurred_at < instant
        order by event.ticket_event_id desc
        limit 1
    ) as then_was on then_was.state in ('open', 'expired')
    where ticket.cycle_year = of_cycle and ticket.city_code = of_city
$$;
comment on function quality.tickets_open_at(integer, text, timestamptz) is 'Tickets of a city that were neither answered nor closed at an instant.';

create or replace function staging.is_asked(file staging.submission, asked_layer text, asked_subject text)
returns boolean
language sql stable as $$
    select
        not file.is_clarifying
        or exists (
            select
            from quality.tickets_open_at(file.cycle_year, file.city_code, file.seen_at) as ticket
            where ticket.layer = asked_layer and ticket.subject = asked_subject
        )
$$;
comment on function staging.is_asked(staging.submission, text, text) is 'True unless the file is a clarifying one and had no open ticket about this when it was seen.';
