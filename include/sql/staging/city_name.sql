-- One row per line of city_name_variants.csv.
-- Inputs: raw.reference_row.
-- Parameters: file_name, file_hash.
-- Read by the suite city_name and core/city_name.sql.
delete from staging.city_name;

insert into staging.city_name (row_number, city_code, written_name, source)
select
    row_number,
    nullif(trim(payload ->> 'city_code'), ''),
    nullif(trim(payload ->> 'variant'), ''),
    nullif(trim(payload ->> 'source'), '')
from raw.reference_row
where file_name = %(file_name)s and file_hash = %(file_hash)s
