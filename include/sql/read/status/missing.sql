-- One row per city from which an answer is missing: how many, by reason, most first.
-- Inputs: quality.missing_by_city.
-- Parameters: cycle.
-- Read by `rkci intake-status`.
select
    city_code,
    city_name,
    count(*) as missing,
    count(*) filter (where reason = 'no_file') as no_file,
    count(*) filter (where reason = 'rejected') as rejected,
    count(*) filter (where reason = 'not_answered') as not_answered,
    count(*) filter (where reason = 'declared_missing') as declared_missing
from quality.missing_by_city
where cycle_year = %(cycle)s
group by city_code, city_name
order by missing desc, city_code
