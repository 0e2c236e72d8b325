-- One value of origin survey per city and survey indicator, with its standard error; missing where too few answered.
-- Inputs: core.survey_estimate, core.survey_response (the file of the first answer stands for all of a city).
-- Parameters: cycle.
-- Read by scoring/selected.sql. A city that was not surveyed has no row; other origins are left as they are.
delete from core.indicator_value where cycle_year = %(cycle)s and origin = 'survey';

insert into core.indicator_value (
    cycle_year, city_code, indicator_code, origin, value, standard_error, status, year, is_simulated, file_hash
)
select
    found.cycle_year,
    found.city_code,
    found.indicator_code,
    'survey' as origin,
    case when found.status = 'reported' then found.estimate end,
    case when found.status = 'reported' then found.standard_error end,
    case when found.status = 'reported' and found.estimate is not null then 'reported' else 'missing' end,
    found.cycle_year,
    found.is_simulated,
    delivered.file_hash
from core.survey_estimate as found
join lateral (
    select response.file_hash
    from core.survey_response as response
    where response.cycle_year = found.cycle_year and response.city_code = found.city_code
    order by response.wave, response.response_id
    limit 1
) as delivered on true
where
    found.cycle_year = %(cycle)s
    and found.item = ''
    and found.domain = 'all'
    and found.statistic = 'mean'
    and found.status <> 'not_surveyed'
order by found.indicator_code, found.city_code;
