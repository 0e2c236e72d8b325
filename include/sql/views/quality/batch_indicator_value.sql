-- One row per indicator value of the releases under check.
-- Inputs: mart.indicator_value, mart.release, core.cycle_city.
-- Parameters: setting rkci.cycle.
-- Read by expectations/indicator_value.json.
create view quality.batch_indicator_value as
select
    given.*,
    count(*) over (partition by given.release_id, given.indicator_code) as times_indicator,
    (select count(*) from core.cycle_city as city where city.cycle_year = given.cycle_year) as cities
from mart.indicator_value as given
join quality.checked_release() as release using (release_id);
comment on view quality.batch_indicator_value is 'mart.indicator_value of the releases under check as the suite indicator_value reads it.';
