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
comment on column quality.ticket.deadline_at is 'First instant at which an answer is late: the end of the phase clarification, or where there is none some days; never before the submission deadline of the city.';
comment on column quality.ticket.state is 'open; answered, by a tickets file; closed, by a revision that no longer fails the rule; expired, not answered in time.';
comment on column quality.ticket.answer_text is 'What the city answered, with its reason; for the secretariat to read.';
comment on column quality.ticket.answered_at is 'When the answer was delivered.';
comment on column quality.ticket.closed_by_file is 'File that counted for the city when the question fell away.';
