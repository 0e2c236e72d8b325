-- One row per file of the survey of the cycle.
-- Inputs: staging.survey_file, staging.survey_response, quality.survey_withdrawal.
-- Parameters: setting rkci.cycle.
-- Read by expectations/survey_file.json.
create view quality.batch_survey_file as
with

withdrawn as (
    select
        file_hash,
        count(*) as records
    from quality.survey_withdrawal
    where cycle_year = quality.cycle()
    group by file_hash
),

unrecognised as (
    select
        file_hash,
        count(*) as records
    from staging.survey_response
    where cycle_year = quality.cycle() and consent not in ('', 'no')
    group by file_hash
)

select
    file.*,
    quality.delivery_doubt(file.cycle_year, 'survey', file.file_hash) as delivery_doubt,
    coalesce(withdrawn.records, 0) as consents_withdrawn,
    coalesce(unrecognised.records, 0) as consents_unrecognised
from staging.survey_file as file
left join withdrawn using (file_hash)
left join unrecognised using (file_hash)
where file.cycle_year = quality.cycle();
comment on view quality.batch_survey_file is 'staging.survey_file of the cycle as the suite survey_file reads it.';
