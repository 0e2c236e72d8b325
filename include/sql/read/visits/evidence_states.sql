-- One row per nominee: its files of evidence by state, photos that findings name in vain, and what is wrong, one by one.
-- Inputs: core.nominee, city, visit_evidence, visit_photo; what lies in the folder of no nominee has a row without a city.
-- Parameters: cycle.
-- Read by `rkci visit-evidence` and `make run`.
with

file as (
    select
        city_code,
        kind,
        state,
        file_name,
        problem,
        message_en
    from core.visit_evidence
    where cycle_year = %(cycle)s
    union all
    select distinct
        city_code,
        'photo' as kind,
        state,
        photo as file_name,
        problem,
        message_en
    from core.visit_photo
    where cycle_year = %(cycle)s and state = 'missing'
)

select
    coalesce(nominee.city_code, '-') as city,
    coalesce(city.city_name, '-') as name,
    count(*) filter (where file.kind = 'photo' and file.state = 'accepted') as photos,
    count(*) filter (where file.kind = 'minutes' and file.state = 'accepted') as minutes,
    count(*) filter (where file.state = 'flagged') as flagged,
    count(*) filter (where file.state = 'refused') as refused,
    count(*) filter (where file.state = 'missing') as missing,
    coalesce(
        string_agg(concat(file.file_name, ': ', file.message_en), '; ' order by file.file_name)
        filter (where file.problem is not null),
        ''
    ) as problems
from (select * from core.nominee where cycle_year = %(cycle)s) as nominee
full join file using (city_code)
left join core.city as city on city.city_code = nominee.city_code
group by nominee.city_code, city.city_name
order by count(*) filter (where file.kind = 'minutes' and file.state = 'accepted') > 0, nominee.city_code nulls first
