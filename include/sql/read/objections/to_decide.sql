-- One row per objection of a cycle that counts, with its indicator, and the decision on it where there is one.
-- Inputs: core.objection, objection_decision, cycle_indicator, city.
-- Parameters: cycle.
-- Read by `rkci decide-objection`, `rkci objections` and `make run`.
select
    objection.objection_id,
    objection.city_code,
    city.city_name,
    objection.indicator_code,
    indicator.name_en,
    indicator.unit,
    indicator.valid_min,
    indicator.valid_max,
    objection.claimed_value,
    objection.reason,
    objection.evidence,
    objection.is_simulated,
    decision.outcome,
    decision.value,
    decision.reason as decision_reason,
    decision.decided_by,
    decision.second_by
from core.objection as objection
join core.city as city using (city_code)
join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join core.objection_decision as decision using (objection_id)
where objection.cycle_year = %(cycle)s
order by objection.objection_id
