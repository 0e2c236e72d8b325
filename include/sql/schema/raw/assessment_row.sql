create table raw.assessment_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code_text text,
    indicator_code_text text,
    assessor_text text,
    level_text text,
    reason_text text,
    evidence_seen_text text,
    read_at_text text,
    origin_text text,
    number_columns text[] not null default '{}',
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table raw.assessment_row is 'One row per filled row of a file of assessments, exactly as written.';
comment on column raw.assessment_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.assessment_row.file_hash is 'The file.';
comment on column raw.assessment_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.assessment_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.assessment_row.cell is 'Cell of the level, for example E12.';
comment on column raw.assessment_row.cycle_text is 'Cycle as written.';
comment on column raw.assessment_row.city_code_text is 'City code as written.';
comment on column raw.assessment_row.indicator_code_text is 'Indicator code as written.';
comment on column raw.assessment_row.assessor_text is 'Assessor as written.';
comment on column raw.assessment_row.level_text is 'Level as written.';
comment on column raw.assessment_row.reason_text is 'Reason as written.';
comment on column raw.assessment_row.evidence_seen_text is 'Evidence that the assessor saw, as written.';
comment on column raw.assessment_row.read_at_text is 'When the assessor read the answer, as written.';
comment on column raw.assessment_row.origin_text is 'Declared origin of the row: simulated or blank.';
comment on column raw.assessment_row.number_columns is 'Columns (without _text) whose cell held a number, not text: a point in it is decimal.';
