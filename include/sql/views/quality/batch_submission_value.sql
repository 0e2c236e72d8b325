-- One row per answered row of the cycle's files, beside the indicator as frozen and what it is compared with.
-- Inputs: staging.submission_value, staging.submission_comparison, core.cycle_indicator, core.cycle_plausibility.
-- Parameters: setting rkci.cycle.
-- Read by expectations/submission_value.json.
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
    indicator.is_required,
    indicator.evidence as evidence_asked,
    answer.cycle_year - answer.year as age_years,
    count(*) over (partition by answer.file_hash, answer.indicator_code) as times_in_file,
    typical.median_of_cities,
    -- beside the class
    compared.peers,
    compared.peer_median,
    abs(answer.value - compared.peer_median) / compared.peer_deviation as deviations,
    limits.outlier_deviations,
    -- beside other sources
    compared.earlier_value,
    compared.earlier_year,
    compared.earlier_source,
    staging.is_jump(answer.value, compared.earlier_value, limits.jump_points, limits.jump_factor) as is_jump,
    compared.official_value,
    limits.official_tolerance_pct,
    -- what would explain it, and beside the answers next to it
    compared.suspicion,
    compared.swapped_city_code,
    compared.broken_part,
    compared.broken_sum,
    compared.broken_requirement,
    compared.evidence_city_code,
    compared.note_city_code
from staging.submission_value as answer
left join staging.submission_comparison as compared using (cycle_year, file_hash, sheet, row_number)
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join core.cycle_plausibility as limits using (cycle_year, indicator_code)
left join typical using (indicator_code)
where answer.cycle_year = quality.cycle();
comment on view quality.batch_submission_value is 'staging.submission_value of the cycle as the suite submission_value reads it, beside the indicator and what the answer is compared with.';
