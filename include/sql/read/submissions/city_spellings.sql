-- One row per city of a cycle and spelling of its name, stripped to what tells names apart.
-- Inputs: core.cycle_city, core.city, core.city_name.
-- Parameters: cycle.
-- Read by rkci.intake.proposals.
select
    city.city_code,
    official.name_key
from core.cycle_city as participant
join core.city as city using (city_code)
cross join lateral core.name_key(city.city_name) as official
where participant.cycle_year = %(cycle)s
union
select
    city_name.city_code,
    city_name.name_key
from core.cycle_city as participant
join core.city_name as city_name using (city_code)
where participant.cycle_year = %(cycle)s
order by city_code, name_key
