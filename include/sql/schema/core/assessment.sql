create table core.assessment (
    cycle_year integer not null,
    city_code text not null references core.city,
    indicator_code text not null,
    assessor text not null,
    reader integer not null,
    level integer not null,
    reason text,
    evidence_seen text,
    read_at timestamptz,
    is_simulated boolean not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    primary key (cycle_year, city_code, indicator_code, assessor)
);

comment on table core.assessment is 'The level that counts of each assessor and maturity question of a city: the newest that was not refused.';
comment on column core.assessment.cycle_year is 'Cycle.';
comment on column core.assessment.city_code is 'BPS code.';
comment on column core.assessment.indicator_code is 'Maturity question.';
comment on column core.assessment.assessor is 'Assessor.';
comment on column core.assessment.reader is '1, 2, 3: in the order in which the assessors first delivered a level for this question.';
comment on column core.assessment.level is 'Level 1 to 5.';
comment on column core.assessment.reason is 'Reason; null where none is given.';
comment on column core.assessment.evidence_seen is 'Evidence that the assessor saw; null where none is given.';
comment on column core.assessment.read_at is 'When the answer was read.';
comment on column core.assessment.is_simulated is 'True for a simulated assessment.';
comment on column core.assessment.file_hash is 'File that it came in.';
comment on column core.assessment.sheet is 'Sheet.';
comment on column core.assessment.row_number is 'Row in the sheet.';
comment on column core.assessment.cell is 'Cell of the level.';
