create table raw.objection_row (
    objection_id bigint generated always as identity primary key,
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code_text text,
    indicator_code_text text,
    claimed_value_text text,
    reason_text text,
    evidence_text text,
    origin_text text,
    number_columns text[] not null default '{}',
    unique (cycle_year, file_hash, sheet, row_number)
);

comment on table raw.objection_row is 'One row per filled row of a file of objections, exactly as written.';
comment on column raw.objection_row.objection_id is 'Number of the objection, by which people name it: given once, when it is read.';
comment on column raw.objection_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.objection_row.file_hash is 'The file.';
comment on column raw.objection_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.objection_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.objection_row.cell is 'Cell of the claimed value, for example D12.';
comment on column raw.objection_row.cycle_text is 'Cycle as written.';
comment on column raw.objection_row.city_code_text is 'City code as written.';
comment on column raw.objection_row.indicator_code_text is 'Indicator code as written.';
comment on column raw.objection_row.claimed_value_text is 'Claimed value as written.';
comment on column raw.objection_row.reason_text is 'Reason as written.';
comment on column raw.objection_row.evidence_text is 'Evidence as written.';
comment on column raw.objection_row.origin_text is 'Declared origin of the row: simulated or blank.';
comment on column raw.objection_row.number_columns is 'Columns (without _text) whose cell held a number, not text: a point in it is decimal.';
