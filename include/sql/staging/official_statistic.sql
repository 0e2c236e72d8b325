-- One row per line of official_statistics.csv, typed; what is no number or no year becomes null.
-- Inputs: raw.reference_row.
-- Parameters: file_name, file_hash.
-- Read by the suite official_statistic and core/official_statistic.sql.
delete from staging.official_statistic;

insert into staging.official_statistic (row_number, city_code, indicator_code, year, value, unit, source, licence)
select
    row_number,
    nullif(trim(payload ->> 'city_code'), ''),
    nullif(trim(payload ->> 'indicator_code'), ''),
    substring(payload ->> 'year' from '^ *([0-9]{4}) *$')::integer,
    staging.number_or_null(payload ->> 'value'),
    nullif(trim(payload ->> 'unit'), ''),
    nullif(trim(payload ->> 'source'), ''),
    nullif(trim(payload ->> 'licence'), '')
from raw.reference_row
where file_name = %(file_name)s and file_hash = %(file_hash)s
