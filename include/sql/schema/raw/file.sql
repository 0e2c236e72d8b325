create table raw.file (
    cycle_year integer not null,
    file_hash text not null,
    dataset text not null,
    file_name text not null,
    folder_city_code text,
    size_bytes bigint not null,
    received_at timestamptz not null,
    archived_at timestamptz not null default now(),
    primary key (cycle_year, file_hash)
);

comment on table raw.file is 'One row per distinct content received for a cycle; the bytes lie in the archive under file_hash.';
comment on column raw.file.cycle_year is 'Cycle whose inbox it was found in.';
comment on column raw.file.file_hash is 'SHA-256 of the bytes, hexadecimal; also its name in the archive.';
comment on column raw.file.dataset is 'Which inbox it came by: submissions, and later survey, visits, objections.';
comment on column raw.file.file_name is 'Path below the inbox of the cycle under which it was first seen.';
comment on column raw.file.folder_city_code is 'Name of the folder that it lay in: the city whose drop folder it is; null outside one.';
comment on column raw.file.size_bytes is 'Size in bytes.';
comment on column raw.file.received_at is 'When this content was first delivered (raw.receipt.received_at).';
comment on column raw.file.archived_at is 'When the pipeline took it in.';
