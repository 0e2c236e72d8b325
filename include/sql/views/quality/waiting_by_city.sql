create view quality.waiting_by_city as
select
    ticket.cycle_year,
    ticket.city_code,
    city.city_name,
    count(*) filter (where ticket.state = 'open') as open_tickets,
    count(*) filter (where ticket.state = 'answered') as answered_tickets,
    count(*) filter (where ticket.state = 'expired') as expired_tickets,
    min(ticket.opened_at) filter (where ticket.state in ('open', 'expired')) as owes_since,
    min(ticket.deadline_at) filter (where ticket.state = 'open') as next_deadline_at,
    min(ticket.answered_at) filter (where ticket.state = 'answered') as waits_since
from quality.ticket as ticket
join core.city as city using (city_code)
where ticket.state <> 'closed'
group by ticket.cycle_year, ticket.city_code, city.city_name;
comment on view quality.waiting_by_city is 'Who waits for whom: one row per cycle and city with tickets that are not closed.';
comment on column quality.waiting_by_city.owes_since is 'The city owes an answer since then; null if it owes none.';
comment on column quality.waiting_by_city.waits_since is 'The city waits since then for the secretariat to read its answer; null if it does not.';
