-- One row per file of objections of a cycle that was read, as it was first delivered.
-- Inputs: quality.list_reading.
-- Parameters: cycle.
-- Read by the suite objection_file, staging.objection, core.objection and the ledger.
delete from staging.objection_file where cycle_year = %(cycle)s;

insert into staging.objection_file (
    cycle_year, file_hash, file_name, folder_city_code, received_at, rows_received, rows_read, unreadable_rule,
    unreadable_sheet, unreadable_cell, unreadable_found
)
select
    cycle_year,
    file_hash,
    file_name,
    folder_city_code,
    received_at,
    rows_received,
    rows_read,
    unreadable_rule,
    unreadable_sheet,
    unreadable_cell,
    unreadable_found
from quality.list_reading
where cycle_year = %(cycle)s and dataset = 'objections';
