create table quality.ledger (
    cycle_year integer not null,
    dataset text not null,
    city_code text not null,
    file_hash text not null,
    layer text not null check (layer in ('file', 'row', 'innovation')),
    received integer not null,
    accepted integer not null,
    rejected integer not null,
    superseded integer not null,
    accepted_with_warning integer not null default 0,
    primary key (cycle_year, dataset, file_hash, layer)
);

comment on table quality.ledger is 'Received against accepted + rejected + superseded, per file, in files and in rows; rebuilt with the cycle and checked.';
comment on column quality.ledger.cycle_year is 'Cycle.';
comment on column quality.ledger.dataset is 'submissions, and later survey, visits, objections.';
comment on column quality.ledger.city_code is 'BPS code; empty where the file could not be attributed.';
comment on column quality.ledger.file_hash is 'The file.';
comment on column quality.ledger.layer is 'file (deliveries of that content), row (answered rows) or innovation (rows of its list of innovations, where it has any).';
comment on column quality.ledger.received is 'Counted by an independent reader of the archived file.';
comment on column quality.ledger.accepted is 'Went on to core, with a warning or not.';
comment on column quality.ledger.rejected is 'Refused with a reason.';
comment on column quality.ledger.superseded is 'Replaced by a newer revision, or delivered again.';
comment on column quality.ledger.accepted_with_warning is 'Part of accepted: went on to core, and the city is told what looks odd about it.';
