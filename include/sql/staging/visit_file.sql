-- One row per file of findings of a cycle that was read, as it was first delivered.
-- Inputs: raw.visit_reading, raw.receipt.
-- Parameters: cycle.
-- Read by the suite visit_file, staging.visit_finding, core.visit_finding and the ledger.
delete from staging.visit_file where cycle_year = %(cycle)s;

insert into staging.visit_file (
    cycle_year, file_hash, file_name, folder_city_code, received_at, rows_received, rows_read, unreadable_rule,
    unreadable_sheet, unreadable_cell, unreadable_found
)
with

delivery as (
    select distinct on (file_hash)
        file_hash,
        file_name,
        received_at
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'visits'
    order by file_hash, received_at, file_name
)

select
    reading.cycle_year,
    reading.file_hash,
    delivery.file_name,
    case when delivery.file_name like '%%/%%/%%' then split_part(delivery.file_name, '/', 2) end as folder_city_code,
    delivery.received_at,
    reading.rows_received,
    reading.rows_read,
    reading.unreadable_rule,
    reading.unreadable_sheet,
    reading.unreadable_cell,
    reading.unreadable_found
from raw.visit_reading as reading
join delivery using (file_hash)
where reading.cycle_year = %(cycle)s;
