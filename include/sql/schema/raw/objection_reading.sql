create table raw.objection_reading (
    cycle_year integer not null,
    file_hash text not null,
    rows_received integer not null,
    rows_read integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    primary key (cycle_year, file_hash)
);

comment on table raw.objection_reading is 'One row per file of objections that was opened, readable or not.';
comment on column raw.objection_reading.cycle_year is 'Cycle.';
comment on column raw.objection_reading.file_hash is 'The file.';
comment on column raw.objection_reading.rows_received is 'Filled rows as counted by the independent reader.';
comment on column raw.objection_reading.rows_read is 'Filled rows that the loader read.';
comment on column raw.objection_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';
comment on column raw.objection_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.objection_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.objection_reading.unreadable_found is 'What was found there.';
comment on column raw.objection_reading.read_at is 'When it was read.';
