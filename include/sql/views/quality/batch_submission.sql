-- One row per submitted file of the cycle, beside the city that it declares and the city whose folder it lay in.
-- Inputs: staging.submission, staging.submission_value, core.city, core.cycle_{city,indicator}, ops.cycle.
-- Parameters: setting rkci.cycle.
-- Read by expectations/submission.json.
create view quality.batch_submission as
with

-- the questions of the cycle, and which of them each file has something written for
question as (
    select indicator_code, is_required
    from core.cycle_indicator
    where cycle_year = quality.cycle() and source = 'submitted'
),

answered as (
    select file_hash, indicator_code, bool_or(status <> 'missing') as is_answered
    from staging.submission_value
    where cycle_year = quality.cycle()
    group by file_hash, indicator_code
),

completeness as (
    select
        file.file_hash,
        100.0 * count(*) filter (where answered.is_answered) / count(*) as answered_pct,
        string_agg(
            case when question.is_required and answered.file_hash is null then question.indicator_code end, ', '
            order by question.indicator_code
        ) as required_left_empty
    from staging.submission as file
    cross join question
    left join answered using (file_hash, indicator_code)
    where file.cycle_year = quality.cycle()
    group by file.file_hash
)

select
    submission.*,
    declared.city_name as declared_city_name,
    folder.city_name as folder_city_name,
    participant.city_code is not null as is_city_of_cycle,
    cycle.submission_opens_at,
    completeness.answered_pct,
    completeness.required_left_empty,
    submission.rows_read + submission.innovations_read as answers_read,
    submission.rows_received + submission.innovations_received as answers_received,
    ops.local_time(submission.received_at, submission.cycle_year) as received_text,
    quality.delivery_doubt(submission.cycle_year, 'submissions', submission.file_hash) as delivery_doubt
from staging.submission as submission
join ops.cycle as cycle using (cycle_year)
left join core.city as declared on declared.city_code = submission.declared_city_code
left join core.city as folder on folder.city_code = submission.folder_city_code
left join completeness using (file_hash)
left join core.cycle_city as participant
    on participant.cycle_year = submission.cycle_year and participant.city_code = submission.declared_city_code
where submission.cycle_year = quality.cycle();
comment on view quality.batch_submission is 'staging.submission of the cycle as the suite submission reads it, beside the cities that it declares and lay with.';
