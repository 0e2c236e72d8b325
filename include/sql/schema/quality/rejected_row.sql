create table quality.rejected_row (
    rejected_row_id bigint generated always as identity primary key,
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
create index on quality.rejected_row (cycle_year, dataset);

comment on table quality.rejected_row is 'Every file and row of a cycle that was rejected, with place, reason and what to do; rebuilt with the cycle.';
comment on column quality.rejected_row.rejected_row_id is 'Running number.';
comment on column quality.rejected_row.cycle_year is 'Cycle.';
comment on column quality.rejected_row.dataset is 'submissions, and later survey, visits, objections.';
comment on column quality.rejected_row.layer is 'file where the whole file is refused, row where one answer is, innovation where one row of that list is.';
comment on column quality.rejected_row.file_hash is 'The file.';
comment on column quality.rejected_row.file_name is 'Its path below the inbox of the cycle.';
comment on column quality.rejected_row.sheet is 'Sheet, where there is one.';
comment on column quality.rejected_row.row_number is 'Row in the sheet.';
comment on column quality.rejected_row.cell is 'Cell, where there is one.';
comment on column quality.rejected_row.city_code is 'BPS code, where known.';
comment on column quality.rejected_row.indicator_code is 'Indicator, where known.';
comment on column quality.rejected_row.rule_id is 'Rule.';
comment on column quality.rejected_row.found_text is 'What was found.';
comment on column quality.rejected_row.message_id is 'What to tell the city, in Indonesian.';
comment on column quality.rejected_row.message_en is 'The same in English.';
