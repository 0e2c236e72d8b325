create table raw.reference_row (
    file_name text not null,
    row_number integer not null,
    file_hash text not null,
    payload jsonb not null,
    loaded_at timestamptz not null default now(),
    primary key (file_name, file_hash, row_number)
);

comment on table raw.reference_row is 'One row per line of a file of include/reference, as text, append-only by file content.';
comment on column raw.reference_row.file_name is 'File under include/reference.';
comment on column raw.reference_row.row_number is 'Line in the file, the header being line 1.';
comment on column raw.reference_row.file_hash is 'SHA-256 of the file.';
comment on column raw.reference_row.payload is 'Column name to text.';
comment on column raw.reference_row.loaded_at is 'When it was first loaded.';
