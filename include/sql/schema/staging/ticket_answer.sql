create table staging.ticket_answer (
    cycle_year integer not null,
    file_hash text not null,
    row_number integer not null,
    ticket_text text not null,
    answer_text text not null,
    reason_text text not null,
    ticket_id bigint,
    deadline_at timestamptz,
    newest_at timestamptz not null,
    lacks_reason boolean not null,
    primary key (cycle_year, file_hash, row_number)
);

comment on table staging.ticket_answer is 'One row per answered row of the tickets files of a cycle that could be read, beside the ticket that it is about.';
comment on column staging.ticket_answer.cycle_year is 'Cycle.';
comment on column staging.ticket_answer.file_hash is 'The file.';
comment on column staging.ticket_answer.row_number is 'Record in the file, counted from 1.';
comment on column staging.ticket_answer.ticket_text is 'Number of the ticket as written.';
comment on column staging.ticket_answer.answer_text is 'Answer as written.';
comment on column staging.ticket_answer.reason_text is 'Reason as written; empty if none.';
comment on column staging.ticket_answer.ticket_id is 'The ticket of this number, if the city that sent the file has it.';
comment on column staging.ticket_answer.deadline_at is 'First instant at which an answer to it is late.';
comment on column staging.ticket_answer.newest_at is 'When it was delivered last, before the deadline if it ever was.';
comment on column staging.ticket_answer.lacks_reason is 'True if what was found is called right without a reason.';
