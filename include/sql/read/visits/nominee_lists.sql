-- One row: SHA-256 of the proposed and of the approved list of a cycle (class, place, city); null where there is none.
-- Inputs: staging.nominee; core.nominee.
-- Parameters: cycle.
-- Read by rkci.visits.shortlist, which asks a person only where the two differ.
select
    encode(sha256(convert_to(proposed.list, 'UTF8')), 'hex') as proposed_hash,
    encode(sha256(convert_to(approved.list, 'UTF8')), 'hex') as approved_hash
from (
    select string_agg(concat_ws(' ', class_code, place, city_code), ', ' order by class_code, place) as list
    from staging.nominee
    where cycle_year = %(cycle)s and is_in
) as proposed
cross join (
    select string_agg(concat_ws(' ', class_code, place, city_code), ', ' order by class_code, place) as list
    from core.nominee
    where cycle_year = %(cycle)s
) as approved
