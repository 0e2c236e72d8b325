-- One row per kota. A city that left the file stays as long as anything refers to it.
-- Inputs: staging.city, checked.
-- Parameters: none.
-- Read by everything that names a city.
delete from core.city as gone
where
    not exists (select from staging.city as staged where staged.city_code = gone.city_code)
    and not exists (select from core.cycle_city as referring where referring.city_code = gone.city_code)
    and not exists (select from core.indicator_value as referring where referring.city_code = gone.city_code)
    and not exists (select from core.population as referring where referring.city_code = gone.city_code)
    and not exists (select from core.official_statistic as referring where referring.city_code = gone.city_code);

insert into core.city (
    city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2, is_autonomous,
    namesake_regency_code, source
)
select
    city_code,
    kemendagri_code,
    city_name,
    province,
    latitude,
    longitude,
    area_km2,
    is_autonomous,
    namesake_regency_code,
    source
from staging.city
on conflict (city_code) do update set
    kemendagri_code = excluded.kemendagri_code,
    city_name = excluded.city_name,
    province = excluded.province,
    latitude = excluded.latitude,
    longitude = excluded.longitude,
    area_km2 = excluded.area_km2,
    is_autonomous = excluded.is_autonomous,
    namesake_regency_code = excluded.namesake_regency_code,
    source = excluded.source
