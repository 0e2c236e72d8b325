-- One row per line of populations.csv, typed; what is no number or no year becomes null.
-- Inputs: raw.reference_row.
-- Parameters: file_name, file_hash.
-- Read by the suite population and core/population.sql.
delete from staging.population;

insert into staging.population (row_number, city_code, year, population, source, licence)
select
    row_number,
    nullif(trim(payload ->> 'city_code'), ''),
    substring(payload ->> 'year' from '^ *([0-9]{4}) *$')::integer,
    staging.number_or_null(payload ->> 'population'),
    nullif(trim(payload ->> 'source'), ''),
    nullif(trim(payload ->> 'licence'), '')
from raw.reference_row
where file_name = %(file_name)s and file_hash = %(file_hash)s
