create table staging.submission_value (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_code text,
    indicator_code text,
    value_text text not null,
    value double precision,
    status text not null,
    parse_rule text,
    year_text text,
    year integer,
    agency text,
    evidence text,
    note text,
    is_simulated boolean not null,
    is_asked boolean not null default true,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table staging.submission_value is 'One row per answered row of every file that could be read, typed; still to be checked.';
comment on column staging.submission_value.cycle_year is 'Cycle.';
comment on column staging.submission_value.file_hash is 'The file.';
comment on column staging.submission_value.file_name is 'Path below the inbox of the cycle.';
comment on column staging.submission_value.sheet is 'Sheet.';
comment on column staging.submission_value.row_number is 'Row in the sheet.';
comment on column staging.submission_value.cell is 'Cell of the answer.';
comment on column staging.submission_value.city_code is 'BPS code; null where the file could not be attributed.';
comment on column staging.submission_value.indicator_code is 'Indicator code, trimmed.';
comment on column staging.submission_value.value_text is 'What was written.';
comment on column staging.submission_value.value is 'What it became; null where it is no number or none is given.';
comment on column staging.submission_value.status is 'reported, missing, not_applicable, or unreadable.';
comment on column staging.submission_value.parse_rule is 'Rule by which value_text became value.';
comment on column staging.submission_value.year_text is 'Year as written.';
comment on column staging.submission_value.year is 'Year as read; null where it is none.';
comment on column staging.submission_value.agency is 'Source agency.';
comment on column staging.submission_value.evidence is 'Evidence.';
comment on column staging.submission_value.note is 'Note.';
comment on column staging.submission_value.is_simulated is 'The file declares itself simulated.';
comment on column staging.submission_value.is_asked is 'False for a cell of a clarifying file that had no open ticket.';
