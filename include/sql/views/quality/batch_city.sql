-- One row per line of the city register, as the suite city reads it.
-- Inputs: staging.city.
-- Parameters: none.
-- Read by expectations/city.json.
create view quality.batch_city as
select
    *,
    count(*) over (partition by city_code) as times_code,
    count(*) over (partition by kemendagri_code) as times_kemendagri_code,
    count(*) over (partition by city_name) as times_name,
    min(province) over (partition by left(city_code, 2)) <> max(province) over (partition by left(city_code, 2))
        as is_province_split
from staging.city;
comment on view quality.batch_city is 'staging.city as the suite city reads it.';
