-- One row per accepted objection whose value the newest finished run of a framework selected.
-- Inputs: core.objection, objection_decision; scoring.run, unit_value.
-- Parameters: cycle, framework.
-- Read by rkci.objections.effect.
select
    objection.objection_id,
    newest.run_id
from core.objection as objection
join core.objection_decision as decision using (objection_id)
join (
    select max(run_id) as run_id
    from scoring.run
    where
        kind = 'cycle'
        and finished_at is not null
        and cycle_year = %(cycle)s
        and framework_id = %(framework)s
) as newest on true
join scoring.unit_value as given
    on given.run_id = newest.run_id
    and given.unit_code = objection.city_code
    and given.indicator_code = objection.indicator_code
    and given.origin = 'objection'
where objection.cycle_year = %(cycle)s and decision.outcome = 'accepted'
order by objection.objection_id
