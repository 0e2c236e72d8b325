-- One row per file of findings of a cycle that was read, as it was first delivered.
-- Inputs: quality.list_reading.
-- Parameters: cycle.
-- Read by the suite visit_file, staging.visit_finding, core.visit_finding and the ledger.
delete from staging.visit_file where cycle_year = %(cycle)s;

insert into staging.visit_file (
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
where cycle_year = %(cycle)s and dataset = 'visits';
