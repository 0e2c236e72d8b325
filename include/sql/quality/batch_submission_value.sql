-- One row per answered row of the cycle's files, beside the indicator as frozen and what other cities answered.
-- Inputs: staging.submission_value, core.cycle_indicator.
-- Parameters: setting rkci.cycle.
-- Read by expectations/submission_value.json.
drop view if exists quality.batch_submission_value;
create view quality.batch_submission_value as
with

typical as (
    select indicator_code, percentile_cont(0.5) within group (order by value) as median_of_cities
    from staging.submission_value
    where cycle_year = quality.cycle() and status = 'reported'
    group by indicator_code
)

select
    answer.*,
    indicator.name_id as indicator_name,
    indicator.unit,
    indicator.source as indicator_source,
    indicator.value_kind,
    indicator.valid_min,
    indicator.valid_max,
    indicator.evidence as evidence_asked,
    answer.cycle_year - answer.year as age_years,
    count(*) over (partition by answer.file_hash, answer.indicator_code) as times_in_file,
    typical.median_of_cities
from staging.submission_value as answer
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join typical using (indicator_code)
where answer.cycle_year = quality.cycle();
comment on view quality.batch_submission_value is 'staging.submission_value of the cycle as the suite submission_value reads it, beside the indicator and what other cities answered.';
