create table staging.innovation (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_code text,
    name text,
    domain_text text,
    domain_code text,
    what_it_does text,
    since_text text,
    since_year integer,
    users text,
    evidence text,
    is_simulated boolean not null,
    is_asked boolean not null default true,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table staging.innovation is 'One row per innovation of every file that could be read, typed; still to be checked.';
comment on column staging.innovation.cycle_year is 'Cycle.';
comment on column staging.innovation.file_hash is 'The file.';
comment on column staging.innovation.file_name is 'Path below the inbox of the cycle.';
comment on column staging.innovation.sheet is 'Sheet.';
comment on column staging.innovation.row_number is 'Row in the sheet.';
comment on column staging.innovation.cell is 'Cell of the name.';
comment on column staging.innovation.city_code is 'BPS code; null where the file could not be attributed.';
comment on column staging.innovation.name is 'Name; null where none is written.';
comment on column staging.innovation.domain_text is 'Domain as written.';
comment on column staging.innovation.domain_code is 'Domain of the cycle that it is; null where it is none.';
comment on column staging.innovation.what_it_does is 'What it does.';
comment on column staging.innovation.since_text is 'Since when, as written.';
comment on column staging.innovation.since_year is 'Year since when; null where it is none.';
comment on column staging.innovation.users is 'Who uses it and how many.';
comment on column staging.innovation.evidence is 'Evidence.';
comment on column staging.innovation.is_simulated is 'The file declares itself simulated.';
comment on column staging.innovation.is_asked is 'False for a row of a clarifying file that had no open ticket.';
