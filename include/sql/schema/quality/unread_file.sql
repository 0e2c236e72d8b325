create table quality.unread_file (
    cycle_year integer not null,
    dataset text not null,
    file_hash text not null,
    rule text not null check (rule in ('reader_failed', 'changed', 'taken_away')),
    found text not null,
    noted_at timestamptz not null default now(),
    primary key (cycle_year, dataset, file_hash)
);

comment on table quality.unread_file is 'Files that were received and not read: refused until a later run reads them. What a reader says of a file stands in raw.';
comment on column quality.unread_file.cycle_year is 'Cycle.';
comment on column quality.unread_file.dataset is 'Inbox that it came by.';
comment on column quality.unread_file.file_hash is 'The file.';
comment on column quality.unread_file.rule is 'reader_failed (over this file; the log of the task has the traceback), changed (other bytes than were received lie there) or taken_away (gone before it was read).';
comment on column quality.unread_file.found is 'Kind of the exception, or what lies there in its place.';
comment on column quality.unread_file.noted_at is 'When the newest attempt failed.';
