-- Feedback to the cities: warnings beside rejections, clarification tickets with their answers, and who owes what.
alter table quality.ledger add column accepted_with_warning integer not null default 0;
comment on column quality.ledger.accepted_with_warning is 'Part of accepted: went on to core, and the city is told what looks odd about it.';

create table quality.flagged_row (
    flagged_row_id bigint generated always as identity primary key,
    cycle_year integer not null,
    dataset text not null,
    layer text not null check (layer in ('file', 'row', 'innovation')),
    file_hash text not null,
    file_name text not null,
    sheet text,
    row_number integer,
    cell text,
    city_code text,
    indicator_code text,
    rule_id text not null,
    found_text text,
    message_id text not null,
    message_en text not null
);
create index on quality.flagged_row (cycle_year, dataset);
comment on table quality.flagged_row is 'Every accepted file and row of a cycle that a warning points at, with place, reason and what to do; rebuilt with the cycle.';
comment on column quality.flagged_row.flagged_row_id is 'Running number.';
comment on column quality.flagged_row.cycle_year is 'Cycle.';
comment on column quality.flagged_row.dataset is 'submissions, and later survey, visits, objections.';
comment on column quality.flagged_row.layer is 'file where the whole file is meant, row where one answer is.';
comment on column quality.flagged_row.file_hash is 'The file.';
comment on column quality.flagged_row.file_name is 'Its path below the inbox of the cycle.';
comment on column quality.flagged_row.sheet is 'Sheet, where there is one.';
comment on column quality.flagged_row.row_number is 'Row in the sheet.';
comment on column quality.flagged_row.cell is 'Cell, where there is one.';
comment on column quality.flagged_row.city_code is 'BPS code.';
comment on column quality.flagged_row.indicator_code is 'Indicator, where there is one.';
comment on column quality.flagged_row.rule_id is 'Rule.';
comment on column quality.flagged_row.found_text is 'What was found.';
comment on column quality.flagged_row.message_id is 'What to tell the city, in Indonesian.';
comment on column quality.flagged_row.message_en is 'The same in English.';

create table raw.ticket_answer (
    cycle_year integer not null,
    file_hash text not null,
    row_number integer not null,
    ticket_text text not null,
    answer_text text not null,
    reason_text text not null,
    primary key (cycle_year, file_hash, row_number)
);
comment on table raw.ticket_answer is 'One row per answered row of a tickets file that a city sent back, exactly as written.';
comment on column raw.ticket_answer.cycle_year is 'Cycle.';
comment on column raw.ticket_answer.file_hash is 'The file.';
comment on column raw.ticket_answer.row_number is 'Record in the file, counted from 1.';
comment on column raw.ticket_answer.ticket_text is 'Number of the ticket as written.';
comment on column raw.ticket_answer.answer_text is 'Answer as written.';
comment on column raw.ticket_answer.reason_text is 'Reason as written; empty if none.';

create table quality.ticket (
    ticket_id bigint generated always as identity primary key,
    cycle_year integer not null,
    city_code text not null,
    layer text not null check (layer in ('file', 'row', 'innovation')),
    severity text not null check (severity in ('critical', 'warning')),
    rule_id text not null,
    subject text not null,
    file_hash text not null,
    sheet text,
    cell text,
    indicator_code text,
    found_text text,
    question_id text not null,
    question_en text not null,
    opened_at timestamptz not null,
    deadline_at timestamptz not null,
    state text not null check (state in ('open', 'answered', 'closed', 'expired')),
    answer_text text,
    answered_at timestamptz,
    closed_by_file text
);
create unique index on quality.ticket (cycle_year, city_code, rule_id, subject) where state <> 'closed';
comment on table quality.ticket is 'One row per question to a city about what it sent; never deleted.';
comment on column quality.ticket.ticket_id is 'Number of the ticket, as the city quotes it.';
comment on column quality.ticket.cycle_year is 'Cycle.';
comment on column quality.ticket.city_code is 'BPS code of the city that is asked.';
comment on column quality.ticket.layer is 'file where the whole file is meant, row where one answer is.';
comment on column quality.ticket.severity is 'critical where something was rejected, warning where it was accepted and looks odd.';
comment on column quality.ticket.rule_id is 'Rule that asks.';
comment on column quality.ticket.subject is 'What it is about, for as long as it is not closed: an indicator, a place without a known one, or file.';
comment on column quality.ticket.file_hash is 'File that holds what was found.';
comment on column quality.ticket.sheet is 'Sheet, where there is one.';
comment on column quality.ticket.cell is 'Cell, where there is one.';
comment on column quality.ticket.indicator_code is 'Indicator, where there is one.';
comment on column quality.ticket.found_text is 'What was found.';
comment on column quality.ticket.question_id is 'The question in Indonesian, with what to do.';
comment on column quality.ticket.question_en is 'The same in English.';
comment on column quality.ticket.opened_at is 'When it was first asked.';
comment on column quality.ticket.deadline_at is 'First instant at which an answer is late: never before the submission deadline of the city.';
comment on column quality.ticket.state is 'open; answered, by a tickets file; closed, by a revision that no longer fails the rule; expired, not answered in time.';
comment on column quality.ticket.answer_text is 'What the city answered, with its reason; for the secretariat to read.';
comment on column quality.ticket.answered_at is 'When the answer was delivered.';
comment on column quality.ticket.closed_by_file is 'File that counted for the city when the question fell away.';

create table quality.ticket_event (
    ticket_event_id bigint generated always as identity primary key,
    ticket_id bigint not null references quality.ticket,
    occurred_at timestamptz not null,
    state text not null,
    file_hash text
);
create index on quality.ticket_event (ticket_id);
comment on table quality.ticket_event is 'Every state that a ticket came to, append-only.';
comment on column quality.ticket_event.ticket_event_id is 'Running number.';
comment on column quality.ticket_event.ticket_id is 'Ticket.';
comment on column quality.ticket_event.occurred_at is 'When the pipeline noted it.';
comment on column quality.ticket_event.state is 'State from then on.';
comment on column quality.ticket_event.file_hash is 'File that brought it about: the one asked about, or the one that closed it; null for answers and expiry.';

create view quality.missing_by_city as
select
    cycle_city.cycle_year,
    cycle_city.city_code,
    city.city_name,
    indicator.indicator_code,
    indicator.name_id,
    indicator.name_en,
    indicator.is_required,
    case
        when counted.file_hash is null then 'no_file'
        when exists (
                select from quality.rejected_row as rejected
                where
                    rejected.cycle_year = cycle_city.cycle_year
                    and rejected.dataset = 'submissions'
                    and rejected.file_hash = counted.file_hash
                    and rejected.indicator_code = indicator.indicator_code
            ) then 'rejected'
        when answer.status is not null then 'declared_missing'
        else 'not_answered'
    end as reason
from core.cycle_city as cycle_city
join core.city as city using (city_code)
join core.cycle_indicator as indicator
    on indicator.cycle_year = cycle_city.cycle_year and indicator.source = 'submitted'
left join core.submission as counted
    on counted.cycle_year = cycle_city.cycle_year
    and counted.city_code = cycle_city.city_code
    and counted.state = 'accepted'
left join core.indicator_value as answer
    on answer.cycle_year = cycle_city.cycle_year
    and answer.city_code = cycle_city.city_code
    and answer.indicator_code = indicator.indicator_code
    and answer.origin = 'submitted'
where coalesce(answer.status, 'missing') = 'missing';
comment on view quality.missing_by_city is 'What is missing from whom: one row per city and indicator asked of it without an answer that counts.';
comment on column quality.missing_by_city.reason is 'no_file, rejected, declared_missing (the city says that there are no data) or not_answered.';

create view quality.failures_by_rule as
select
    failed.cycle_year,
    failed.rule_id,
    failed.severity,
    count(*) as failures,
    count(distinct failed.file_hash) as files,
    count(distinct failed.city_code) as cities,
    max(failed.message_id) as message_id,
    max(failed.message_en) as message_en
from (
    select cycle_year, rule_id, 'critical' as severity, file_hash, city_code, message_id, message_en
    from quality.rejected_row
    union all
    select cycle_year, rule_id, 'warning' as severity, file_hash, city_code, message_id, message_en
    from quality.flagged_row
) as failed
group by failed.cycle_year, failed.rule_id, failed.severity;
comment on view quality.failures_by_rule is 'Which rule fails most: one row per cycle and rule with its rejections or warnings, files and cities.';

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
