-- One row per spelling of a city's name, beside the city that is meant and which other cities it could mean.
-- Inputs: staging.city_name, staging.city, staging.regency.
-- Parameters: none.
-- Read by expectations/city_name.json.
create view quality.batch_city_name as
with

spelling as (
    select
        staged.*,
        name.name_key,
        name.whole_key,
        name.kind
    from staging.city_name as staged
    cross join lateral core.name_key(staged.written_name) as name
),

-- cities by every key that is known of them
meant as (
    select
        city.city_code,
        official.name_key
    from staging.city as city
    cross join lateral core.name_key(city.city_name) as official
    union
    select
        city_code,
        name_key
    from spelling
),

meanings as (
    select
        name_key,
        count(distinct city_code) as cities
    from meant
    group by name_key
)

select
    spelling.row_number,
    spelling.city_code,
    spelling.written_name,
    spelling.source,
    city.city_name,
    count(*) over (partition by spelling.written_name) as times_name,
    meanings.cities as cities_of_key,
    -- Kota Bogor is a city though Bogor is a regency, too; Kotabaru is a regency
    spelling.kind = 'regency' or exists (
        select from staging.regency as regency
        cross join lateral core.name_key(regency.regency_name) as known
        where
            known.name_key = spelling.whole_key
            and regency.regency_code not in (
                select namesake_regency_code from staging.city
                where namesake_regency_code is not null
            )
    ) as is_regency
from spelling
left join staging.city as city using (city_code)
left join meanings using (name_key);
comment on view quality.batch_city_name is 'staging.city_name as the suite city_name reads it, beside the city that is meant.';
