create table staging.visit_finding (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    received_at timestamptz not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_code text,
    indicator_code text,
    claimed_text text,
    claimed double precision,
    observed_text text,
    observed double precision,
    adjusted_text text,
    adjusted double precision,
    reason text,
    evidence text,
    assessor text,
    reviewer text,
    visited_text text,
    visited_on date,
    is_in_phase boolean not null,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table staging.visit_finding is 'The rows of the files of findings, typed, before they are checked.';
comment on column staging.visit_finding.cycle_year is 'Cycle.';
comment on column staging.visit_finding.file_hash is 'The file.';
comment on column staging.visit_finding.file_name is 'Path below the inbox of the cycle.';
comment on column staging.visit_finding.folder_city_code is 'Name of the drop folder.';
comment on column staging.visit_finding.received_at is 'When the file was first delivered.';
comment on column staging.visit_finding.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column staging.visit_finding.row_number is 'Row in the sheet, counted from 1.';
comment on column staging.visit_finding.cell is 'Cell of the observed value.';
comment on column staging.visit_finding.city_code is 'City code without the spaces around it.';
comment on column staging.visit_finding.indicator_code is 'Indicator code without the spaces around it.';
comment on column staging.visit_finding.claimed_text is 'Claimed value as written; null where none is.';
comment on column staging.visit_finding.claimed is 'Claimed value; null where it is no number.';
comment on column staging.visit_finding.observed_text is 'Observed value as written; null where none is.';
comment on column staging.visit_finding.observed is 'Observed value in the unit of the indicator; null where it is no number.';
comment on column staging.visit_finding.adjusted_text is 'Adjusted value as written; null where none is.';
comment on column staging.visit_finding.adjusted is 'Adjusted value in the unit of the indicator; null where it is no number.';
comment on column staging.visit_finding.reason is 'Reason; null where none is written.';
comment on column staging.visit_finding.evidence is 'Evidence: document, address or file of a photo; null where none is named.';
comment on column staging.visit_finding.assessor is 'Code of the assessor who saw it.';
comment on column staging.visit_finding.reviewer is 'Code of the second reviewer who confirms it; null where nobody did yet.';
comment on column staging.visit_finding.visited_text is 'Day of the visit as written; null where none is.';
comment on column staging.visit_finding.visited_on is 'Day of the visit; null where it is no day.';
comment on column staging.visit_finding.is_in_phase is 'The day lies in the phase visits of the calendar.';
comment on column staging.visit_finding.is_simulated is 'The row declares itself simulated.';
