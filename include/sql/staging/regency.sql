-- One row per line of regencies.csv.
-- Inputs: raw.reference_row.
-- Parameters: file_name, file_hash.
-- Read by the suite regency and core/regency.sql.
delete from staging.regency;

insert into staging.regency (row_number, regency_code, kemendagri_code, regency_name, province, source)
select
    row_number,
    nullif(trim(payload ->> 'regency_code'), ''),
    nullif(trim(payload ->> 'kemendagri_code'), ''),
    nullif(trim(payload ->> 'regency_name'), ''),
    nullif(trim(payload ->> 'province'), ''),
    nullif(trim(payload ->> 'source'), '')
from raw.reference_row
where file_name = %(file_name)s and file_hash = %(file_hash)s
