create table raw.submission_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    indicator_code_text text not null,
    value_text text not null,
    is_number boolean not null,
    year_text text,
    agency_text text,
    evidence_text text,
    note_text text,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table raw.submission_row is 'One row per answered indicator row of a submitted file, exactly as written.';
comment on column raw.submission_row.cycle_year is 'Cycle.';
comment on column raw.submission_row.file_hash is 'The file.';
comment on column raw.submission_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.submission_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.submission_row.cell is 'Cell of the answer, for example E12.';
comment on column raw.submission_row.indicator_code_text is 'Indicator code as it stands in the row.';
comment on column raw.submission_row.value_text is 'Answer as written; the number of a number cell in the shortest form that reads back the same (at most 17 significant digits, with a point), or what its format shows where that is another one, such as per cent.';
comment on column raw.submission_row.is_number is 'The cell held a number and showed that number: a point in value_text is then decimal and nothing about it is ambiguous.';
comment on column raw.submission_row.year_text is 'Year of the data as written.';
comment on column raw.submission_row.agency_text is 'Source agency as written.';
comment on column raw.submission_row.evidence_text is 'Evidence as written.';
comment on column raw.submission_row.note_text is 'Note as written.';
