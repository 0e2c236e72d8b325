-- One row per city, statistic and year.
-- Inputs: staging.official_statistic, checked.
-- Parameters: none.
-- Read by scoring/selected.sql, which takes the newest year that a cycle allows, faster in this order.
delete from core.official_statistic;

insert into core.official_statistic (city_code, indicator_code, year, value, unit, source)
select city_code, indicator_code, year, value, unit, source
from staging.official_statistic
order by indicator_code, city_code, year
