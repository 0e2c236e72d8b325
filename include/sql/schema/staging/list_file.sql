create table staging.list_file (
    cycle_year integer not null,
    dataset text not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    received_at timestamptz not null,
    rows_received integer not null,
    rows_read integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    primary key (cycle_year, dataset, file_hash)
);

comment on table staging.list_file is 'The files of the lists of a cycle that were opened or are withheld, before they are checked.';
comment on column staging.list_file.cycle_year is 'Cycle.';
comment on column staging.list_file.dataset is 'List: assessments, visits (findings) or objections.';
comment on column staging.list_file.file_hash is 'The file.';
comment on column staging.list_file.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column staging.list_file.folder_city_code is 'Name of the folder that it lies in, which is the code of its city; null where it lies in none.';
comment on column staging.list_file.received_at is 'When it was first delivered.';
comment on column staging.list_file.rows_received is 'Filled rows as counted by the independent reader.';
comment on column staging.list_file.rows_read is 'Filled rows that the loader read.';
comment on column staging.list_file.unreadable_rule is 'Why it could not be opened; null if it was read.';
comment on column staging.list_file.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column staging.list_file.unreadable_cell is 'Cell at fault, where one is.';
comment on column staging.list_file.unreadable_found is 'What was found there.';
