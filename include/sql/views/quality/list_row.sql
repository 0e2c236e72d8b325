-- Which row of a list counts: core holds one row of a key (city and indicator, of an assessor or of all): this one,
-- another one, or none (null).
-- Inputs: the rows in staging and core of assessments, visits, objections.
-- Parameters: none.
-- Read for one dataset by quality/ledger_list.sql.
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
