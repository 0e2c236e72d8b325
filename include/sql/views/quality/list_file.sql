-- Files of lists (rkci.intake.lists) that are staged.
-- Inputs: staging.*_file of assessments, visits, objections.
-- Parameters: none.
-- Read for one dataset by quality/ledger_list.sql.
create view quality.list_file as
select 'assessments' as dataset, cycle_year, file_hash, rows_received from staging.assessment_file
union all
select 'visits' as dataset, cycle_year, file_hash, rows_received from staging.visit_file
union all
select 'objections' as dataset, cycle_year, file_hash, rows_received from staging.objection_file;
comment on view quality.list_file is 'The files of lists that are staged, and judged by the suites.';
