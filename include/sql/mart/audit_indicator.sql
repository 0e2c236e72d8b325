-- One row per indicator of a release: how its reported values are distributed, and what is wrong with that.
-- Inputs: scoring.cell, denominated, treatment, run_indicator of the run; mart.audit_threshold of the release.
-- Parameters: release_id, run_id.
-- Read by BI and the package. Values are after the denominator, before imputation and treatment.
insert into mart.audit_indicator (
    release_id, cycle_year, framework_id, indicator_code, parent_code, name_id, name_en, unit, reported, missing,
    not_applicable, availability_pct, imputed, treatment, treated, smallest, largest, mean, median, standard_deviation,
    skewness, kurtosis, commonest_pct, zeros_pct, has_low_availability, is_skewed, is_constant, is_nearly_constant,
    has_many_zeros
)
with

threshold as (
    select
        max(value) filter (where threshold_code = 'availability_pct_min') as availability_pct_min,
        max(value) filter (where threshold_code = 'skewness_max') as skewness_max,
        max(value) filter (where threshold_code = 'kurtosis_max') as kurtosis_max,
        max(value) filter (where threshold_code = 'commonest_pct_max') as commonest_pct_max,
        max(value) filter (where threshold_code = 'zeros_pct_max') as zeros_pct_max
    from mart.audit_threshold
    where release_id = %(release_id)s
),

counted as (
    select
        indicator_code,
        count(denominated)::double precision as reported,
        count(*) filter (where status = 'not_applicable') as not_applicable,
        count(*) filter (where denominated is null and status <> 'not_applicable') as missing,
        count(*) filter (where is_imputed) as imputed,
        count(*) filter (where is_treated) as treated,
        count(*) filter (where denominated = 0) as zeros,
        min(denominated) as smallest,
        max(denominated) as largest,
        avg(denominated order by place) as mean,
        percentile_cont(0.5) within group (order by denominated) as median,
        stddev_samp(denominated order by place) as standard_deviation
    from scoring.cell
    where run_id = %(run_id)s
    group by indicator_code
),

commonest as (
    select
        indicator_code,
        max(cities) as cities
    from (
        select indicator_code, count(*) as cities
        from scoring.cell
        where run_id = %(run_id)s and denominated is not null
        group by indicator_code, denominated
    ) as occurring
    group by indicator_code
),

treatment as (
    select
        indicator_code,
        max(treatment) as treatment
    from scoring.treatment
    where run_id = %(run_id)s
    group by indicator_code
),

described as (
    select
        counted.*,
        100 * reported / nullif(reported + missing, 0) as availability_pct,
        shape.skewness,
        shape.kurtosis,
        100 * commonest.cities / nullif(reported, 0) as commonest_pct,
        100 * zeros / nullif(reported, 0) as zeros_pct
    from counted
    join scoring.denominated as denominated
        on denominated.run_id = %(run_id)s and denominated.indicator_code = counted.indicator_code
    left join commonest on commonest.indicator_code = counted.indicator_code
    -- a constant has no shape, whatever the last bit of its mean says
    left join lateral scoring.shape(denominated.value) as shape on smallest < largest
)

select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    indicator.indicator_code,
    indicator.parent_code,
    indicator.name_id,
    indicator.name_en,
    indicator.unit,
    described.reported,
    described.missing,
    described.not_applicable,
    described.availability_pct,
    described.imputed,
    treatment.treatment,
    described.treated,
    described.smallest,
    described.largest,
    described.mean,
    described.median,
    described.standard_deviation,
    described.skewness,
    described.kurtosis,
    described.commonest_pct,
    described.zeros_pct,
    coalesce(described.availability_pct < threshold.availability_pct_min, true),
    coalesce(
        abs(described.skewness) > threshold.skewness_max and described.kurtosis > threshold.kurtosis_max, false
    ),
    coalesce(described.smallest = described.largest, true),
    coalesce(described.commonest_pct > threshold.commonest_pct_max, true),
    coalesce(described.zeros_pct > threshold.zeros_pct_max, false)
from scoring.run as run
join scoring.run_indicator as indicator using (run_id)
join described on described.indicator_code = indicator.indicator_code
join treatment on treatment.indicator_code = indicator.indicator_code
cross join threshold
where run.run_id = %(run_id)s
