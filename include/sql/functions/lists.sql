-- The files that are lists (rkci.intake.lists) as one: what was read, what is staged, and which row of a key counts.
-- Inputs: raw.receipt; raw.*_reading, staging.*_file, the rows in staging and core of assessments, visits, objections; quality.withheld.
-- Parameters: none.
-- Read for one dataset by staging/*_file.sql, quality/list_ledger.sql and checks/list_adds_up.sql.
drop view if exists quality.list_reading;
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

drop view if exists quality.list_file;
create view quality.list_file as
select 'assessments' as dataset, cycle_year, file_hash, rows_received from staging.assessment_file
union all
select 'visits' as dataset, cycle_year, file_hash, rows_received from staging.visit_file
union all
select 'objections' as dataset, cycle_year, file_hash, rows_received from staging.objection_file;
comment on view quality.list_file is 'The files of lists that are staged, and judged by the suites.';

-- core holds one row of a key (city and indicator, of an assessor or of all): this one, another one, or none (null)
drop view if exists quality.list_row;
create view quality.list_row as
select
    'assessments' as dataset,
    given.cycle_year,
    given.file_hash,
    given.sheet,
    given.row_number,
    (counted.file_hash, counted.sheet, counted.row_number) = (given.file_hash, given.sheet, given.row_number)
        as is_counted
from staging.assessment as given
left join core.assessment as counted using (cycle_year, city_code, indicator_code, assessor)
union all
select
    'visits' as dataset,
    given.cycle_year,
    given.file_hash,
    given.sheet,
    given.row_number,
    (counted.file_hash, counted.sheet, counted.row_number) = (given.file_hash, given.sheet, given.row_number)
        as is_counted
from staging.visit_finding as given
left join core.visit_finding as counted using (cycle_year, city_code, indicator_code)
union all
select
    'objections' as dataset,
    given.cycle_year,
    given.file_hash,
    given.sheet,
    given.row_number,
    counted.objection_id = given.objection_id as is_counted
from staging.objection as given
left join core.objection as counted using (cycle_year, city_code, indicator_code);
comment on view quality.list_row is 'The rows of lists that are staged: true for one that counts in core, false where another one does in its place.';
