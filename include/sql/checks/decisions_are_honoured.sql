-- One row: does every accepted objection of a cycle score by the value that was granted?
-- Inputs: core.objection_decision, objection, indicator_value.
-- Parameters: cycle.
-- Read by rkci.objections.ingest, so that a run of objections_ingest takes in what was decided since.
select
    not exists (
        select
        from core.objection_decision as decision
        join core.objection as objection using (objection_id)
        left join core.indicator_value as given
            on given.cycle_year = decision.cycle_year
            and given.city_code = objection.city_code
            and given.indicator_code = objection.indicator_code
            and given.origin = 'objection'
        where
            decision.cycle_year = %(cycle)s
            and decision.outcome = 'accepted'
            and (given.value is distinct from decision.value)
    ) as is_honoured
