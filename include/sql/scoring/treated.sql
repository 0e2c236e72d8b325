-- One row per indicator of a run: its imputed values after the treatment of outliers that the framework declares.
-- Inputs: scoring.imputed, scoring.run_indicator (treatment), scoring.run_unit (year).
-- Parameters: run_id.
-- Read by scoring/normalised.sql; scoring.treatment says what was done. In a panel each year is treated by itself.
with

method as (
    select
        indicator_code,
        treatment ->> 'method' as method,
        (treatment ->> 'winmax')::integer as winmax,
        (treatment ->> 'skew')::double precision as skew_limit,
        (treatment ->> 'kurtosis')::double precision as kurtosis_limit,
        treatment ->> 'second' as second,
        (treatment ->> 'lambda')::double precision as lambda
    from scoring.run_indicator
    where run_id = %(run_id)s
),

year_of as (
    select case when count(year) > 0 then array_agg(year::text order by place) end as pool
    from scoring.run_unit
    where run_id = %(run_id)s
),

part as (
    select imputed.indicator_code, coalesce(parts.pool_code, '') as period, parts.place, treated.*
    from scoring.imputed as imputed
    join method using (indicator_code)
    cross join year_of
    cross join lateral scoring.parts(imputed.value, year_of.pool) as parts
    join lateral scoring.treat(
        parts.part, method.method, method.winmax, method.skew_limit, method.kurtosis_limit, method.second, method.lambda
    ) as treated on true
    where imputed.run_id = %(run_id)s
),

logged as (
    insert into scoring.treatment (
        run_id, indicator_code, period, treatment, winsorised_high, winsorised_low, skew_before, kurtosis_before,
        skew_winsorised, kurtosis_winsorised, skew_after, kurtosis_after, passes
    )
    select
        %(run_id)s,
        indicator_code,
        period,
        treatment,
        winsorised_high,
        winsorised_low,
        skew_before,
        kurtosis_before,
        skew_winsorised,
        kurtosis_winsorised,
        skew_after,
        kurtosis_after,
        passes
    from part
)

insert into scoring.treated (run_id, indicator_code, value)
select %(run_id)s, indicator_code, scoring.whole(place, value order by period) as value
from part
group by indicator_code
