-- One row per city and year.
-- Inputs: staging.population, checked.
-- Parameters: none.
-- Read by core/cycle_city.sql, which freezes one year per cycle.
delete from core.population;

insert into core.population (city_code, year, population, source)
select city_code, year, population, source
from staging.population
