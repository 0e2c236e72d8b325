create table staging.ticket_file (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    city_code text,
    received_at timestamptz not null,
    deliveries integer not null,
    rows_received integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_found text,
    primary key (cycle_year, file_hash)
);

comment on table staging.ticket_file is 'The tickets files of a cycle that were read or are withheld, before they are checked.';
comment on column staging.ticket_file.cycle_year is 'Cycle.';
comment on column staging.ticket_file.file_hash is 'The file.';
comment on column staging.ticket_file.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column staging.ticket_file.city_code is 'Name of the drop folder, which is the code of its city; null where it lies in none.';
comment on column staging.ticket_file.received_at is 'When it was first delivered.';
comment on column staging.ticket_file.deliveries is 'How often these bytes were delivered.';
comment on column staging.ticket_file.rows_received is 'Answered rows as counted by the independent reader.';
comment on column staging.ticket_file.unreadable_rule is 'Why it could not be read; null if it was.';
comment on column staging.ticket_file.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column staging.ticket_file.unreadable_found is 'What was found there.';
