-- One row per spelling of a city's name, with its key.
-- Inputs: staging.city_name, checked.
-- Parameters: none.
-- Read by core.resolve_city and rkci.intake.proposals.
delete from core.city_name;

insert into core.city_name (written_name, city_code, name_key, source)
select
    staged.written_name,
    staged.city_code,
    name.name_key,
    staged.source
from staging.city_name as staged
cross join lateral core.name_key(staged.written_name) as name
