-- One row per line of the official statistics, beside the register, the year before, and what is usual that year.
-- Inputs: staging.official_statistic, staging.city.
-- Parameters: none.
-- Read by expectations/official_statistic.json.
create view quality.batch_official_statistic as
with

city as (
    select distinct on (city_code) city_code, city_name from staging.city order by city_code, row_number
),

namesake as (
    select distinct on (namesake_regency_code) namesake_regency_code, city_name
    from staging.city
    order by namesake_regency_code, row_number
),

previous as (
    select city_code, indicator_code, year + 1 as year, max(value) as value
    from staging.official_statistic
    group by city_code, indicator_code, year
),

statistic as (
    select
        given.*,
        given.indicator_code like '%growth_pct' as is_growth,
        count(*) over (partition by given.city_code, given.indicator_code, given.year) as times,
        min(given.unit) over (partition by given.indicator_code)
        <> max(given.unit) over (partition by given.indicator_code) as is_unit_mixed,
        previous.value as previous_value,
        case when given.value > 0 and previous.value > 0 then given.value / previous.value end as change_factor
    from staging.official_statistic as given
    left join previous using (city_code, indicator_code, year)
),

usual as (
    select
        indicator_code,
        year,
        percentile_cont(0.5) within group (order by change_factor) as change_factor,
        count(previous_value) as compared,
        avg((value = previous_value)::integer)::double precision as repeated_share
    from statistic
    group by indicator_code, year
),

-- growth of the economy as its own level in constant prices gives it
growth as (
    select
        'grdp_growth_pct' as indicator_code,
        city_code,
        year,
        100 * (change_factor - 1) as growth_of_level_pct
    from statistic
    where indicator_code = 'grdp_constant2010'
)

select
    statistic.*,
    city.city_name,
    namesake.city_name as namesake_city_name,
    usual.change_factor as usual_change_factor,
    usual.compared as cities_compared,
    usual.repeated_share,
    growth.growth_of_level_pct
from statistic
join usual
    on usual.indicator_code is not distinct from statistic.indicator_code
    and usual.year is not distinct from statistic.year
left join city using (city_code)
left join namesake on namesake.namesake_regency_code = statistic.city_code
left join growth
    on growth.indicator_code = statistic.indicator_code
    and growth.city_code = statistic.city_code
    and growth.year = statistic.year;
comment on view quality.batch_official_statistic is 'staging.official_statistic as the suite official_statistic reads it, beside the register, the year before and what is usual.';
