-- One row per city that a shortlist proposes, that stands near its cut line, or that is excluded, with the names.
-- Inputs: staging.nominee, core.city, core.nominee (whether it is one already).
-- Parameters: cycle.
-- Read by rkci.visits.shortlist for the person who approves, and by `rkci shortlist`.
select
    proposed.class_code,
    proposed.place,
    proposed.city_code,
    city.city_name,
    proposed.is_in,
    proposed.rank,
    proposed.score,
    proposed.rank_low,
    proposed.rank_high,
    proposed.probability_in,
    proposed.is_tied_at_cut,
    proposed.is_close_to_cut,
    proposed.excluded_because,
    proposed.excluded_by,
    nominee.city_code is not null as is_nominee
from staging.nominee as proposed
join core.city as city using (city_code)
left join core.nominee as nominee using (cycle_year, city_code)
where
    proposed.cycle_year = %(cycle)s
    and (proposed.is_in or proposed.is_close_to_cut or proposed.excluded_because is not null)
order by proposed.class_code, proposed.rank, proposed.place
