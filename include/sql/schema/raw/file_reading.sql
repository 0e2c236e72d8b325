create table raw.file_reading (
    cycle_year integer not null,
    file_hash text not null,
    rows_received integer not null,
    rows_read integer not null,
    city_code_text text,
    city_name_text text,
    cycle_text text,
    framework_hash_text text,
    seal_text text,
    origin_text text,
    officer_text text,
    agency_text text,
    sign_off_text text,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    innovations_received integer not null default 0,
    innovations_read integer not null default 0,
    sealed_city_code text,
    primary key (cycle_year, file_hash)
);

comment on table raw.file_reading is 'What opening a submitted file gave: its declared identity, its number of answers, or why it could not be read.';
comment on column raw.file_reading.cycle_year is 'Cycle.';
comment on column raw.file_reading.file_hash is 'The file.';
comment on column raw.file_reading.rows_received is 'Answered rows as counted by an independent reader of the archived file, not by the loader.';
comment on column raw.file_reading.rows_read is 'Answered rows that the loader wrote to raw.submission_row.';
comment on column raw.file_reading.city_code_text is 'City code as written in the file.';
comment on column raw.file_reading.city_name_text is 'City name as written in the file.';
comment on column raw.file_reading.cycle_text is 'Cycle as written in the file.';
comment on column raw.file_reading.framework_hash_text is 'Framework hash as written in the file.';
comment on column raw.file_reading.seal_text is 'Seal over city, cycle and framework hash as written in the file.';
comment on column raw.file_reading.origin_text is 'Declared origin of the file: simulated or blank.';
comment on column raw.file_reading.officer_text is 'Officer who filled it in, as written.';
comment on column raw.file_reading.agency_text is 'Agency of the officer, as written.';
comment on column raw.file_reading.sign_off_text is 'Who signed it off and when, as written.';
comment on column raw.file_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_identity_sheet, no_indicator_sheet, no_header; null if it was read.';
comment on column raw.file_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.file_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.file_reading.unreadable_found is 'What was found there.';
comment on column raw.file_reading.read_at is 'When it was read.';
comment on column raw.file_reading.innovations_received is 'Rows of the list of innovations as counted by an independent reader of the archived file.';
comment on column raw.file_reading.innovations_read is 'Rows of the list of innovations that the loader wrote to raw.innovation_row.';
comment on column raw.file_reading.sealed_city_code is 'City for which the secretariat made the seal; null unless its signature fits the cycle and framework hash written. Judged when the file was read.';
