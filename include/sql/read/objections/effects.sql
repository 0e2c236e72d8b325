-- One row per objection of a cycle that counts and framework it is scored by: the decision, and what it changed.
-- Inputs: core.objection, objection_decision, cycle_indicator, city; ops.cycle_framework; quality.objection_effect.
-- Parameters: cycle.
-- Read by rkci.objections.effect, `rkci objections` and `make run`; the effect is null where nothing was granted.
select
    objection.objection_id,
    objection.city_code,
    city.city_name,
    objection.indicator_code,
    frozen.framework_id,
    objection.claimed_value,
    coalesce(decision.outcome, 'open') as outcome,
    effect.value_before,
    effect.origin_before,
    effect.value,
    effect.score_before,
    effect.score,
    effect.rank_before,
    effect.rank,
    effect.places_moved,
    decision.decided_by,
    decision.second_by,
    decision.reason,
    objection.is_simulated
from core.objection as objection
join core.city as city using (city_code)
join ops.cycle_framework as frozen on frozen.cycle_year = objection.cycle_year
left join core.objection_decision as decision using (objection_id)
left join quality.objection_effect as effect
    on effect.cycle_year = frozen.cycle_year
    and effect.framework_id = frozen.framework_id
    and effect.objection_id = objection.objection_id
where objection.cycle_year = %(cycle)s and (frozen.is_primary or effect.objection_id is not null)
order by objection.objection_id, not frozen.is_primary, frozen.framework_id
