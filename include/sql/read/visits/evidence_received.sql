-- One row per photo or minutes of a visit that was received: its city where that is a nominee, and the visit's days.
-- Inputs: raw.receipt, core.nominee, city, visit_finding; visit_evidence for what its EXIF said when it was read;
-- quality.set_aside.
-- Parameters: cycle; opens, closes (first day after it) of the phase visits.
-- Read by rkci.visits.evidence, which judges each.
select
    delivery.file_hash,
    delivery.file_name,
    delivery.received_at,
    nominee.city_code,
    city.latitude,
    city.longitude,
    city.area_km2,
    city.province,
    coalesce(visit.first_day, %(opens)s::date) as first_day,
    coalesce(visit.last_day, %(closes)s::date - 1, 'infinity'::date) as last_day,
    coalesce(
        known.problem not in ('not_a_photo', 'no_nominee', 'reader_failed', 'set_aside'), known.file_hash is not null
    ) as is_known,
    known.kind,
    known.taken_at,
    known.latitude as taken_latitude,
    known.longitude as taken_longitude,
    known.is_simulated,
    aside.reason || ' (' || aside.decided_by || ')' as set_aside
from (
    select distinct on (file_hash)
        file_hash,
        file_name,
        received_at
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'visit_evidence'
    order by file_hash, received_at, file_name
) as delivery
left join core.nominee as nominee
    on nominee.cycle_year = %(cycle)s
    and delivery.file_name like '%%/%%/%%' and nominee.city_code = split_part(delivery.file_name, '/', 2)
left join core.city as city on city.city_code = nominee.city_code
left join (
    select
        city_code,
        min(visited_on) as first_day,
        max(visited_on) as last_day
    from core.visit_finding
    where cycle_year = %(cycle)s
    group by city_code
) as visit on visit.city_code = nominee.city_code
left join core.visit_evidence as known
    on known.cycle_year = %(cycle)s and known.file_hash = delivery.file_hash
left join quality.set_aside as aside on aside.cycle_year = %(cycle)s and aside.file_hash = delivery.file_hash
order by delivery.received_at, delivery.file_name
