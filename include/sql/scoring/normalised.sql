-- One row per unit and indicator of a run: the treated value on the scale of the index, more is better.
-- Inputs: scoring.treated, scoring.run_indicator (direction, transform, normalisation).
-- Parameters: run_id.
-- Read by scoring/score.sql. A constant indicator without goalposts, or ln of 0 or less, is refused by name.
insert into scoring.normalised (run_id, unit_code, indicator_code, value)
with

method as (
    select
        indicator_code,
        direction,
        transform,
        normalisation ->> 'method' as method,
        (normalisation ->> 'min')::double precision as scale_min,
        (normalisation ->> 'max')::double precision as scale_max,
        (normalisation ->> 'mean')::double precision as scale_mean,
        (normalisation ->> 'sd')::double precision as scale_sd,
        (normalisation ->> 'goalpost_low')::double precision as goalpost_low,
        (normalisation ->> 'goalpost_high')::double precision as goalpost_high,
        (normalisation ->> 'truncate')::boolean as is_truncated
    from scoring.run_indicator
    where run_id = %(run_id)s
),

-- transform first, then direction: goalposts flip with it
directed as (
    select
        treated.unit_code,
        method.*,
        direction * case
            when transform = 'ln' and treated.value <= 0
                then scoring.refuse(
                    format(
                        'Unit %%s: indicator %%s is %%s and has no logarithm: correct the value, leave it empty if it '
                        'is missing, or drop the transform from the framework.',
                        treated.unit_code, indicator_code, treated.value
                    )
                )
            when transform = 'ln' then ln(treated.value)
            else treated.value
        end as value,
        case transform when 'ln' then ln(goalpost_low) else goalpost_low end as low,
        case transform when 'ln' then ln(goalpost_high) else goalpost_high end as high
    from scoring.treated as treated
    join method using (indicator_code)
    where treated.run_id = %(run_id)s
),

pool as (
    select
        indicator_code,
        min(value) as smallest,
        max(value) as largest,
        sum(value order by unit_code) / nullif(count(value), 0) as mean,
        stddev_samp(value order by unit_code) as sd
    from directed
    group by indicator_code
),

bounded as (
    select
        directed.*,
        pool.mean,
        pool.sd,
        case
            when method <> 'goalposts' then pool.smallest
            when direction > 0 then low
            else -high
        end as lower_bound,
        case
            when method <> 'goalposts' then pool.largest
            when direction > 0 then high
            else -low
        end as upper_bound
    from directed
    join pool using (indicator_code)
),

scaled as (
    select
        unit_code,
        indicator_code,
        is_truncated,
        least(scale_min, scale_max) as floor,
        greatest(scale_min, scale_max) as ceiling,
        case
            when value is null then null
            when upper_bound = lower_bound
                then scoring.refuse(
                    format(
                        'Indicator %%s has the same value for every unit, so %%s cannot scale it: '
                        'give it goalposts or leave it out.', indicator_code, method
                    )
                )
            when method = 'zscore' then scale_mean + scale_sd * (value - mean) / sd
            else scale_min + (scale_max - scale_min) * (value - lower_bound) / (upper_bound - lower_bound)
        end as value
    from bounded
)

select
    %(run_id)s,
    unit_code,
    indicator_code,
    case when value is not null and is_truncated then greatest(floor, least(ceiling, value)) else value end as value
from scaled
