-- One row per line of cities.csv, typed; what is no number becomes null.
-- Inputs: raw.reference_row.
-- Parameters: file_name, file_hash.
-- Read by the suite city and core/city.sql.
delete from staging.city;

insert into staging.city (
    row_number, city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2, is_autonomous,
    namesake_regency_code, source, licence
)
select
    row_number,
    nullif(trim(payload ->> 'city_code'), ''),
    nullif(trim(payload ->> 'kemendagri_code'), ''),
    nullif(trim(payload ->> 'city_name'), ''),
    nullif(trim(payload ->> 'province'), ''),
    staging.number_or_null(payload ->> 'latitude'),
    staging.number_or_null(payload ->> 'longitude'),
    staging.number_or_null(payload ->> 'area_km2'),
    case trim(payload ->> 'is_autonomous') when '1' then true when '0' then false end,
    nullif(trim(payload ->> 'namesake_regency_code'), ''),
    nullif(trim(payload ->> 'source'), ''),
    nullif(trim(payload ->> 'licence'), '')
from raw.reference_row
where file_name = %(file_name)s and file_hash = %(file_hash)s
