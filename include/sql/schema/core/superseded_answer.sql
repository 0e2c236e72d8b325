create table core.superseded_answer (
    cycle_year integer not null,
    file_hash text not null,
    layer text not null,
    sheet text not null,
    row_number integer not null,
    primary key (cycle_year, file_hash, layer, sheet, row_number)
);

comment on table core.superseded_answer is 'Rows of files that count in whose place a clarifying file gave a newer answer.';
comment on column core.superseded_answer.cycle_year is 'Cycle.';
comment on column core.superseded_answer.file_hash is 'File of the older answer.';
comment on column core.superseded_answer.layer is 'row (an answer) or innovation.';
comment on column core.superseded_answer.sheet is 'Sheet of the older answer.';
comment on column core.superseded_answer.row_number is 'Row of the older answer.';
