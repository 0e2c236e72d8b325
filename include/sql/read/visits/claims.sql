-- One row per finding of a cycle beside the claim that it is about, what changed most first.
-- Inputs: core.visit_claim, visit_photo, nominee.
-- Parameters: cycle.
-- Read by `rkci visits` and `make run`.
select
    nominee.class_code,
    claim.city_name,
    claim.indicator_code,
    claim.state,
    claim.claimed,
    claim.observed,
    claim.adjusted,
    claim.scored,
    claim.penalty,
    claim.reason,
    (
        select string_agg(concat(photo.photo, ': ', photo.state), '; ' order by photo.photo)
        from core.visit_photo as photo
        where
            (photo.cycle_year, photo.city_code, photo.indicator_code)
            = (claim.cycle_year, claim.city_code, claim.indicator_code)
    ) as photos,
    claim.assessor,
    claim.reviewer,
    claim.visited_on::text as visited_on,
    claim.is_simulated
from core.visit_claim as claim
join core.nominee as nominee using (cycle_year, city_code)
where claim.cycle_year = %(cycle)s
order by
    array_position(array['lowered', 'raised', 'to be confirmed', 'confirmed', 'observed', 'claim stands'], claim.state),
    nominee.class_code, nominee.place, claim.indicator_code
