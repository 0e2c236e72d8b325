create table quality.refusal (
    refusal_id bigint generated always as identity primary key,
    refused_at timestamptz not null default now(),
    subject text not null,
    file_name text,
    row_number integer,
    column_name text,
    message text not null
);

comment on table quality.refusal is 'What was refused before any row of it could be checked: a reference file, a framework, a request; one row per fault.';
comment on column quality.refusal.refusal_id is 'Running number.';
comment on column quality.refusal.refused_at is 'When.';
comment on column quality.refusal.subject is 'What was refused.';
comment on column quality.refusal.file_name is 'File at fault, where there is one.';
comment on column quality.refusal.row_number is 'Row in the file, the header being row 1.';
comment on column quality.refusal.column_name is 'Column in the file.';
comment on column quality.refusal.message is 'What is wrong and what to do.';
