-- One row per regency, with the key of its name.
-- Inputs: staging.regency, checked.
-- Parameters: none.
-- Read by core.resolve_city.
delete from core.regency;

insert into core.regency (regency_code, kemendagri_code, regency_name, province, name_key, source)
select
    staged.regency_code,
    staged.kemendagri_code,
    staged.regency_name,
    staged.province,
    name.name_key,
    staged.source
from staging.regency as staged
cross join lateral core.name_key(staged.regency_name) as name
