create table raw.visit_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_text text,
    indicator_text text,
    claimed_text text,
    observed_text text,
    adjusted_text text,
    reason_text text,
    evidence_text text,
    assessor_text text,
    reviewer_text text,
    visited_on_text text,
    origin_text text,
    number_columns text[] not null default '{}',
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table raw.visit_row is 'One row per filled row of a file of findings, exactly as written.';
comment on column raw.visit_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.visit_row.file_hash is 'The file.';
comment on column raw.visit_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.visit_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.visit_row.cell is 'Cell of the observed value, for example D12.';
comment on column raw.visit_row.city_text is 'City code as written.';
comment on column raw.visit_row.indicator_text is 'Indicator code as written.';
comment on column raw.visit_row.claimed_text is 'Claimed value as written.';
comment on column raw.visit_row.observed_text is 'Observed value as written.';
comment on column raw.visit_row.adjusted_text is 'Adjusted value as written.';
comment on column raw.visit_row.reason_text is 'Reason as written.';
comment on column raw.visit_row.evidence_text is 'Evidence as written.';
comment on column raw.visit_row.assessor_text is 'Code of the assessor as written.';
comment on column raw.visit_row.reviewer_text is 'Code of the second reviewer as written.';
comment on column raw.visit_row.visited_on_text is 'Day of the visit as written.';
comment on column raw.visit_row.origin_text is 'Declared origin of the row: simulated or blank.';
comment on column raw.visit_row.number_columns is 'Columns (without _text) whose cell held a number, not text: a point in it is decimal.';
