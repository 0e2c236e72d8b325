-- One row per file of assessments of a cycle that was read, as it was first delivered.
-- Inputs: quality.list_reading.
-- Parameters: cycle.
-- Read by the suite assessment_file, staging.assessment, core.assessment and the ledger.
delete from staging.assessment_file where cycle_year = %(cycle)s;

insert into staging.assessment_file (
    cycle_year, file_hash, file_name, received_at, rows_received, rows_read, unreadable_rule, unreadable_sheet,
    unreadable_cell, unreadable_found
)
select
    cycle_year,
    file_hash,
    file_name,
    received_at,
    rows_received,
    rows_read,
    unreadable_rule,
    unreadable_sheet,
    unreadable_cell,
    unreadable_found
from quality.list_reading
where cycle_year = %(cycle)s and dataset = 'assessments';
