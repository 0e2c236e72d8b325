create table raw.receipt (
    cycle_year integer not null,
    dataset text not null,
    file_name text not null,
    size_bytes bigint not null,
    received_at timestamptz not null,
    file_hash text not null,
    seen_at timestamptz not null default clock_timestamp(),
    sent_at timestamptz not null,
    doubt text check (doubt in ('future', 'before_cycle', 'apart')),
    primary key (cycle_year, dataset, file_name, seen_at)
);

comment on table raw.receipt is 'One row per delivery seen in an inbox, identical content included; what lies there unchanged since its newest row is not read again.';
comment on column raw.receipt.cycle_year is 'Cycle.';
comment on column raw.receipt.dataset is 'Inbox: submissions, and later survey, visits, objections.';
comment on column raw.receipt.file_name is 'Path below the inbox of the cycle.';
comment on column raw.receipt.size_bytes is 'Size in bytes.';
comment on column raw.receipt.received_at is 'When it was delivered: by the sender''s time or the first sight, whichever counts in the cycle (delivery of cycle.yaml).';
comment on column raw.receipt.file_hash is 'SHA-256 of the bytes.';
comment on column raw.receipt.seen_at is 'When the pipeline first saw it.';
comment on column raw.receipt.sent_at is 'Modification time of the object in the inbox: what the sender''s machine says.';
comment on column raw.receipt.doubt is 'Why the sender''s time is asked about: future, before_cycle or apart (long before the first sight); null if it is not.';
