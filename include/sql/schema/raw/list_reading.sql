create table raw.list_reading (
    cycle_year integer not null,
    dataset text not null,
    file_hash text not null,
    rows_received integer not null,
    rows_read integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    primary key (cycle_year, dataset, file_hash)
);

comment on table raw.list_reading is 'What opening a file of a list gave: its number of rows, or why it could not be read.';
comment on column raw.list_reading.cycle_year is 'Cycle.';
comment on column raw.list_reading.dataset is 'List: assessments, visits (findings) or objections.';
comment on column raw.list_reading.file_hash is 'The file.';
comment on column raw.list_reading.rows_received is 'Filled rows as counted by an independent reader of the archived file, not by the loader.';
comment on column raw.list_reading.rows_read is 'Filled rows that the loader wrote to raw.list_row.';
comment on column raw.list_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';
comment on column raw.list_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.list_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.list_reading.unreadable_found is 'What was found there.';
comment on column raw.list_reading.read_at is 'When it was read.';
