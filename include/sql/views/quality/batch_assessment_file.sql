-- One row per file of assessments of the cycle.
-- Inputs: staging.assessment_file.
-- Parameters: setting rkci.cycle.
-- Read by expectations/assessment_file.json.
create view quality.batch_assessment_file as
select
    *,
    quality.delivery_doubt(cycle_year, 'assessments', file_hash) as delivery_doubt
from staging.assessment_file
where cycle_year = quality.cycle();
comment on view quality.batch_assessment_file is 'staging.assessment_file of the cycle as the suite assessment_file reads it.';
