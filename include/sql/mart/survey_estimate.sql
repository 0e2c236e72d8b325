-- One row per survey estimate of a release's indicators; what rests on few answers, or would give those away, is blank.
-- Inputs: core.survey_estimate, city; mart.release, mart.method (the indicators of the release).
-- Parameters: release_id, suppress_below (answers in a cell).
-- Read by BI and the package. A framework without survey indicators has no rows.
insert into mart.survey_estimate (
    release_id, cycle_year, framework_id, city_code, city_name, indicator_code, item, domain, level, statistic, status,
    estimate, se, ci_low, ci_high, deff, df, n, is_simulated
)
with

found as (
    select
        release.release_id,
        release.framework_id,
        city.city_name,
        estimate.*,
        estimate.status <> 'not_surveyed' and estimate.n < %(suppress_below)s as is_small
    from mart.release as release
    join mart.method as method using (release_id)
    join core.survey_estimate as estimate
        on estimate.cycle_year = release.cycle_year and estimate.indicator_code = method.code
    join core.city as city using (city_code)
    where release.release_id = %(release_id)s
),

-- the cells of a domain, from the smallest on
ordered as (
    select
        *,
        bool_or(is_small) over cells as has_small,
        row_number() over by_size as place,
        coalesce(sum(n) over (by_size rows between unbounded preceding and 1 preceding), 0) as n_before
    from found
    window
        cells as (partition by city_code, indicator_code, item, domain, statistic),
        by_size as (partition by city_code, indicator_code, item, domain, statistic order by n, level)
),

-- what is left of the whole after the cells that are shown is of two cells at least, and of no few answers
hidden as (
    select
        *,
        is_small or (has_small and (place = 2 or n_before < %(suppress_below)s)) as is_hidden
    from ordered
)

select
    release_id,
    cycle_year,
    framework_id,
    city_code,
    city_name,
    indicator_code,
    item,
    domain,
    level,
    statistic,
    case when is_hidden then 'suppressed' else status end,
    case when not is_hidden then estimate end,
    case when not is_hidden then standard_error end,
    case when not is_hidden then ci_low end,
    case when not is_hidden then ci_high end,
    case when not is_hidden then deff end,
    case when not is_hidden then df end,
    case when not is_hidden then n end,
    is_simulated
from hidden
