-- One row per file of a list that was opened, readable or not, or is withheld, as it was first delivered.
-- Inputs: raw.receipt, raw.list_reading, quality.withheld.
-- Parameters: cycle, dataset.
-- Read by the suites of files of lists, the rows of lists in staging, and the ledger.
delete from staging.list_file where cycle_year = %(cycle)s and dataset = %(dataset)s;

insert into staging.list_file (
    cycle_year, dataset, file_hash, file_name, folder_city_code, received_at, rows_received, rows_read,
    unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found
)
with

delivery as (
    select distinct on (file_hash)
        cycle_year,
        dataset,
        file_hash,
        file_name,
        case when file_name like '%%/%%/%%' then split_part(file_name, '/', 2) end as folder_city_code,
        received_at
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = %(dataset)s
    order by file_hash, received_at, file_name
)

select
    delivery.cycle_year,
    delivery.dataset,
    delivery.file_hash,
    delivery.file_name,
    delivery.folder_city_code,
    delivery.received_at,
    coalesce(reading.rows_received, 0),
    coalesce(reading.rows_read, 0),
    coalesce(withheld.rule, reading.unreadable_rule),
    case when withheld.rule is null then reading.unreadable_sheet end,
    case when withheld.rule is null then reading.unreadable_cell end,
    coalesce(withheld.found, reading.unreadable_found)
from delivery
left join raw.list_reading as reading using (cycle_year, dataset, file_hash)
left join quality.withheld as withheld using (cycle_year, dataset, file_hash)
where reading.file_hash is not null or withheld.file_hash is not null;
