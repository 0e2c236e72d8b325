-- A plain number (decimal point, optional sign and exponent) or null, for files that are ours.
-- What a city writes goes through staging.parse_number instead.
-- Parameters: the text.
-- Read by staging/city.sql, population.sql, official_statistic.sql; suites name the rows that became null.
create or replace function staging.number_or_null(written text) returns double precision
language sql immutable parallel safe as $$
    select case when trim(written) ~ '^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$' then trim(written)::double precision end
$$;
comment on function staging.number_or_null(text) is 'A plain number with a decimal point, or null.';
