-- Files of lists (rkci.intake.lists) that were opened or are withheld, as they were first delivered.
-- Inputs: raw.receipt; raw.*_reading of assessments, visits, objections; quality.withheld.
-- Parameters: none.
-- Read for one dataset by staging/*_file.sql.
create view quality.list_reading as
with

reading as (
    select 'assessments' as dataset, * from raw.assessment_reading
    union all
    select 'visits' as dataset, * from raw.visit_reading
    union all
    select 'objections' as dataset, * from raw.objection_reading
),

delivery as (
    select distinct on (cycle_year, dataset, file_hash)
        cycle_year,
        dataset,
        file_hash,
        file_name,
        case when file_name like '%/%/%' then split_part(file_name, '/', 2) end as folder_city_code,
        received_at
    from raw.receipt
    order by cycle_year, dataset, file_hash, received_at, file_name
)

select
    delivery.dataset,
    delivery.cycle_year,
    delivery.file_hash,
    coalesce(reading.rows_received, 0) as rows_received,
    coalesce(reading.rows_read, 0) as rows_read,
    coalesce(withheld.rule, reading.unreadable_rule) as unreadable_rule,
    case when withheld.rule is null then reading.unreadable_sheet end as unreadable_sheet,
    case when withheld.rule is null then reading.unreadable_cell end as unreadable_cell,
    coalesce(withheld.found, reading.unreadable_found) as unreadable_found,
    reading.read_at,
    delivery.file_name,
    delivery.folder_city_code,
    delivery.received_at
from delivery
left join reading using (cycle_year, dataset, file_hash)
left join quality.withheld as withheld using (cycle_year, dataset, file_hash)
where reading.file_hash is not null or withheld.file_hash is not null;
comment on view quality.list_reading is 'The files of lists that were opened, readable or not, or are withheld, as they were first delivered.';
