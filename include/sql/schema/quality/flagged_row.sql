create table quality.flagged_row (
    flagged_row_id bigint generated always as identity primary key,
    cycle_year integer not null,
    dataset text not null,
    layer text not null check (layer in ('file', 'row', 'innovation')),
    file_hash text not null,
    file_name text not null,
    sheet text,
    row_number integer,
    cell text,
    city_code text,
    indicator_code text,
    rule_id text not null,
    found_text text,
    message_id text not null,
    message_en text not null
);
create index on quality.flagged_row (cycle_year, dataset);

comment on table quality.flagged_row is 'Every accepted file and row of a cycle that a warning points at, with place, reason and what to do; rebuilt with the cycle.';
comment on column quality.flagged_row.flagged_row_id is 'Running number.';
comment on column quality.flagged_row.cycle_year is 'Cycle.';
comment on column quality.flagged_row.dataset is 'submissions, and later survey, visits, objections.';
comment on column quality.flagged_row.layer is 'file where the whole file is meant, row where one answer is.';
comment on column quality.flagged_row.file_hash is 'The file.';
comment on column quality.flagged_row.file_name is 'Its path below the inbox of the cycle.';
comment on column quality.flagged_row.sheet is 'Sheet, where there is one.';
comment on column quality.flagged_row.row_number is 'Row in the sheet.';
comment on column quality.flagged_row.cell is 'Cell, where there is one.';
comment on column quality.flagged_row.city_code is 'BPS code.';
comment on column quality.flagged_row.indicator_code is 'Indicator, where there is one.';
comment on column quality.flagged_row.rule_id is 'Rule.';
comment on column quality.flagged_row.found_text is 'What was found.';
comment on column quality.flagged_row.message_id is 'What to tell the city, in Indonesian.';
comment on column quality.flagged_row.message_en is 'The same in English.';
