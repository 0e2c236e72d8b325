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
