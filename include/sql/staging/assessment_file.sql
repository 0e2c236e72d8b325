-- One row per file of assessments of a cycle that was read, as it was first delivered.
-- Inputs: raw.assessment_reading, raw.receipt.
-- Parameters: cycle.
-- Read by the suite assessment_file, staging.assessment, core.assessment and the ledger.
delete from staging.assessment_file where cycle_year = %(cycle)s;

insert into staging.assessment_file (
    cycle_year, file_hash, file_name, received_at, rows_received, rows_read, unreadable_rule, unreadable_sheet,
    unreadable_cell, unreadable_found
)
with

delivery as (
    select distinct on (file_hash)
        file_hash,
        file_name,
        received_at
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'assessments'
    order by file_hash, received_at, file_name
)

select
    reading.cycle_year,
    reading.file_hash,
    delivery.file_name,
    delivery.received_at,
    reading.rows_received,
    reading.rows_read,
    reading.unreadable_rule,
    reading.unreadable_sheet,
    reading.unreadable_cell,
    reading.unreadable_found
from raw.assessment_reading as reading
join delivery using (file_hash)
where reading.cycle_year = %(cycle)s;
