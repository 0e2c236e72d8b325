create table staging.submission (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    city_code_text text,
    city_name_text text,
    city_code text,
    cycle_text text,
    framework_hash_text text,
    framework_hash text not null,
    is_seal_valid boolean not null,
    received_at timestamptz not null,
    deadline_at timestamptz not null,
    rows_received integer not null,
    rows_read integer not null,
    is_simulated boolean not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    innovations_received integer not null default 0,
    innovations_read integer not null default 0,
    declared_city_code text,
    city_state text check (city_state in ('resolved', 'regency', 'ambiguous', 'unknown')),
    city_reason text,
    seen_at timestamptz not null default now(),
    is_clarifying boolean not null default false,
    primary key (cycle_year, file_hash)
);

comment on table staging.submission is 'One row per file of a cycle: what it declares beside what is expected; still to be checked.';
comment on column staging.submission.cycle_year is 'Cycle.';
comment on column staging.submission.file_hash is 'The file.';
comment on column staging.submission.file_name is 'Path below the inbox of the cycle.';
comment on column staging.submission.folder_city_code is 'City whose drop folder it lay in; null outside one.';
comment on column staging.submission.city_code_text is 'City code as written in the file.';
comment on column staging.submission.city_name_text is 'City name as written in the file.';
comment on column staging.submission.city_code is 'BPS code of the city that it is from; null where the code written is no city of the cycle.';
comment on column staging.submission.cycle_text is 'Cycle as written in the file.';
comment on column staging.submission.framework_hash_text is 'Framework hash as written in the file.';
comment on column staging.submission.framework_hash is 'Hash of the primary framework frozen for the cycle.';
comment on column staging.submission.is_seal_valid is 'The seal is the signature of the secretariat over the city that the file is from, its cycle and framework hash.';
comment on column staging.submission.received_at is 'When it was delivered.';
comment on column staging.submission.deadline_at is 'First instant at which a file of this city is late, extensions included.';
comment on column staging.submission.rows_received is 'Answered rows, counted independently.';
comment on column staging.submission.rows_read is 'Answered rows that the loader read.';
comment on column staging.submission.is_simulated is 'The file declares itself simulated.';
comment on column staging.submission.unreadable_rule is 'Why it could not be opened; null if it could.';
comment on column staging.submission.unreadable_sheet is 'Sheet at fault.';
comment on column staging.submission.unreadable_cell is 'Cell at fault.';
comment on column staging.submission.unreadable_found is 'What was found there.';
comment on column staging.submission.innovations_received is 'Rows of the list of innovations, counted independently.';
comment on column staging.submission.innovations_read is 'Rows of the list of innovations that the loader read.';
comment on column staging.submission.declared_city_code is 'BPS code of the city that code and name written mean, of the cycle or not; null unless city_state is resolved.';
comment on column staging.submission.city_state is 'Whether code and name written mean one city: resolved, regency, ambiguous or unknown; null where the file could not be read.';
comment on column staging.submission.city_reason is 'Why: name_and_code, name, code or confirmed (resolved); regency; shared_name, two_registers or code_and_name (ambiguous); unknown_name, unknown_code or nothing_written (unknown).';
comment on column staging.submission.seen_at is 'When the pipeline saw the delivery: tickets that were open then are what it may answer.';
comment on column staging.submission.is_clarifying is 'The file came in the phase clarification, after the deadline of its city, which had open tickets: it counts for their cells alone.';
