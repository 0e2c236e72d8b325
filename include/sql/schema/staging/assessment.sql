create table staging.assessment (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code text,
    indicator_code text,
    assessor text,
    level_text text,
    level integer,
    reason text,
    evidence_seen text,
    read_at_text text,
    read_at timestamptz,
    is_simulated boolean not null,
    deadline_at timestamptz,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table staging.assessment is 'The rows of the files of assessments, typed, before they are checked.';
comment on column staging.assessment.cycle_year is 'Cycle.';
comment on column staging.assessment.file_hash is 'The file.';
comment on column staging.assessment.file_name is 'Path below the inbox of the cycle.';
comment on column staging.assessment.received_at is 'When the file was first delivered.';
comment on column staging.assessment.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column staging.assessment.row_number is 'Row in the sheet, counted from 1.';
comment on column staging.assessment.cell is 'Cell of the level.';
comment on column staging.assessment.cycle_text is 'Cycle as written.';
comment on column staging.assessment.city_code is 'City code without the spaces around it.';
comment on column staging.assessment.indicator_code is 'Indicator code without the spaces around it.';
comment on column staging.assessment.assessor is 'Assessor without the spaces around it.';
comment on column staging.assessment.level_text is 'Level as written.';
comment on column staging.assessment.level is 'Level; null where it is no whole number.';
comment on column staging.assessment.reason is 'Reason; null where none is written.';
comment on column staging.assessment.evidence_seen is 'Evidence that the assessor saw; null where none is written.';
comment on column staging.assessment.read_at_text is 'When the answer was read, as written.';
comment on column staging.assessment.read_at is 'The same as an instant (Asia/Jakarta where no zone is written); null where it cannot be read.';
comment on column staging.assessment.is_simulated is 'The row declares itself simulated.';
comment on column staging.assessment.deadline_at is 'First instant at which a row of this assessor is late, extensions included; null where the calendar closes no phase assessment.';
