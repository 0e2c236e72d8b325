create table raw.innovation_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    name_text text,
    domain_text text,
    what_text text,
    since_text text,
    users_text text,
    evidence_text text,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table raw.innovation_row is 'One row per filled row of the list of innovations of a submitted file, exactly as written.';
comment on column raw.innovation_row.cycle_year is 'Cycle.';
comment on column raw.innovation_row.file_hash is 'The file.';
comment on column raw.innovation_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.innovation_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.innovation_row.cell is 'Cell of the name, for example A7.';
comment on column raw.innovation_row.name_text is 'Name as written.';
comment on column raw.innovation_row.domain_text is 'Domain as written.';
comment on column raw.innovation_row.what_text is 'What it does, as written.';
comment on column raw.innovation_row.since_text is 'Since when, as written.';
comment on column raw.innovation_row.users_text is 'Users, as written.';
comment on column raw.innovation_row.evidence_text is 'Evidence as written.';
