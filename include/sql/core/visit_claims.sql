-- One row per finding of a cycle beside the claim that it is about, what changed most first.
-- Inputs: core.visit_claim, nominee.
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
