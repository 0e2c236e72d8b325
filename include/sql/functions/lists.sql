-- The files that are lists (rkci.intake.lists) as one: what was read, what is staged, and which row of a key counts.
-- Inputs: raw.*_reading and staging.*_file of assessments, visits, objections; their rows in staging and core.
-- Parameters: none.
-- Read by quality/list_ledger.sql and checks/list_adds_up.sql, for one dataset.
drop view if exists quality.list_reading;
create view quality.list_reading as
select 'assessments' as dataset, cycle_year, file_hash, rows_received from raw.assessment_reading
union all
select 'visits' as dataset, cycle_year, file_hash, rows_received from raw.visit_reading
union all
select 'objections' as dataset, cycle_year, file_hash, rows_received from raw.objection_reading
union all
select 'survey' as dataset, cycle_year, file_hash, case kind when 'responses' then rows_received end
from raw.survey_reading;
comment on view quality.list_reading is 'The files of lists and of the survey that were opened, readable or not, with the rows that the independent reader counted; null for a sampling file, which has none.';

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
