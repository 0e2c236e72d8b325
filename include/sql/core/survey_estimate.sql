-- One row per city, item or indicator, domain and statistic: what the survey estimates, or why it does not.
-- Inputs: survey_result, survey_variable, survey_cell, survey_chosen (temporary), core.cycle_city, survey_wave.
-- Parameters: cycle, suppress_below (answers in a cell), target_share (of the target of a city, from which it counts).
-- Read by core/indicator_value_survey.sql.
delete from core.survey_estimate where cycle_year = %(cycle)s;

insert into core.survey_estimate (
    cycle_year, city_code, indicator_code, item, domain, level, statistic, status, estimate, standard_error,
    ci_low, ci_high, deff, effective_n, n, df, calibration, is_simulated
)
with

city as (
    select
        wave_of_city.city_code,
        sum(wave_of_city.n) as n,
        sum(coalesce(declared.target_n, 0)) as target_n,
        bool_or(wave_of_city.is_simulated) as is_simulated,
        string_agg(
            wave_of_city.wave || ': ' || coalesce(wave_of_city.margins, 'none'), '; ' order by wave_of_city.wave
        ) as calibration
    from (
        select
            held.city_code,
            held.wave,
            sum(held.n) as n,
            bool_or(held.is_simulated) as is_simulated,
            (
                select string_agg(chosen.name, ' and ' order by chosen.margin)
                from survey_chosen as chosen
                where chosen.calibration = held.city_code || ' ' || held.wave
            ) as margins
        from survey_cell as held
        group by held.city_code, held.wave
    ) as wave_of_city
    left join core.survey_wave as declared on declared.cycle_year = %(cycle)s and declared.wave = wave_of_city.wave
    group by wave_of_city.city_code
)

select
    %(cycle)s,
    city.city_code,
    variable.indicator_code,
    variable.item,
    coalesce(nullif(result.by_columns, ''), 'all'),
    result.level,
    result.statistic,
    case
        when result.n < %(suppress_below)s then 'suppressed'
        when city.n < %(target_share)s * city.target_n then 'below_target'
        else 'reported'
    end,
    result.value,
    result.se,
    result.ci_low,
    result.ci_high,
    result.deff,
    result.n / nullif(result.deff, 0),
    result.n,
    result.df,
    city.calibration,
    city.is_simulated
from survey_result as result
join city on city.city_code = result.design
join survey_variable as variable on variable.variable = result.request
union all
select
    %(cycle)s,
    participant.city_code,
    variable.indicator_code,
    '',
    'all',
    '',
    'mean',
    'not_surveyed',
    null,
    null,
    null,
    null,
    null,
    null,
    0,
    null,
    null,
    false
from core.cycle_city as participant
join survey_variable as variable on variable.item = ''
where participant.cycle_year = %(cycle)s and not exists (select from city where city.city_code = participant.city_code);
