-- One row per file of the survey of the cycle.
-- Inputs: staging.survey_file.
-- Parameters: setting rkci.cycle.
-- Read by expectations/survey_file.json.
create view quality.batch_survey_file as
select
    *,
    quality.delivery_doubt(cycle_year, 'survey', file_hash) as delivery_doubt
from staging.survey_file
where cycle_year = quality.cycle();
comment on view quality.batch_survey_file is 'staging.survey_file of the cycle as the suite survey_file reads it.';
