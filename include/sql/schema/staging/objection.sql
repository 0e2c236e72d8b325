create table staging.objection (
    objection_id bigint primary key,
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    received_at timestamptz not null,
    is_in_window boolean not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code text,
    indicator_code text,
    claimed_text text,
    claimed_value double precision,
    reason text,
    evidence text,
    is_simulated boolean not null
);
create index on staging.objection (cycle_year);

comment on table staging.objection is 'The rows of the files of objections, typed, before they are checked.';
comment on column staging.objection.objection_id is 'Number of the objection.';
comment on column staging.objection.cycle_year is 'Cycle.';
comment on column staging.objection.file_hash is 'The file.';
comment on column staging.objection.file_name is 'Path below the inbox of the cycle.';
comment on column staging.objection.folder_city_code is 'Name of the drop folder.';
comment on column staging.objection.received_at is 'When the file was first delivered.';
comment on column staging.objection.is_in_window is 'Delivered while the phase objections of the calendar is open.';
comment on column staging.objection.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column staging.objection.row_number is 'Row in the sheet, counted from 1.';
comment on column staging.objection.cell is 'Cell of the claimed value.';
comment on column staging.objection.cycle_text is 'Cycle as written.';
comment on column staging.objection.city_code is 'City code without the spaces around it.';
comment on column staging.objection.indicator_code is 'Indicator code without the spaces around it.';
comment on column staging.objection.claimed_text is 'Claimed value as written.';
comment on column staging.objection.claimed_value is 'Claimed value in the unit of the indicator; null where it is no number.';
comment on column staging.objection.reason is 'Reason; null where none is written.';
comment on column staging.objection.evidence is 'Evidence; null where none is written.';
comment on column staging.objection.is_simulated is 'The row declares itself simulated.';
