-- One row per assessor, city that he or she may read, and maturity question for which the city claims a level.
-- Inputs: ops.assessor, ops.assessor_conflict, core.cycle_city, city, cycle_indicator, indicator_value; quality.ticket.
-- Parameters: cycle.
-- Read by rkci.assessment.template.
select
    register.cycle_year as cycle,
    register.assessor,
    cycle_city.city_code,
    city.city_name,
    indicator.indicator_code,
    indicator.name_id as question,
    claim.value::integer as claimed_level
from ops.assessor as register
join core.cycle_city as cycle_city using (cycle_year)
join core.city as city on city.city_code = cycle_city.city_code
join core.cycle_indicator as indicator
    on indicator.cycle_year = register.cycle_year
    and indicator.value_kind = 'maturity'
    and indicator.source = 'submitted'
join core.indicator_value as claim
    on claim.cycle_year = register.cycle_year
    and claim.city_code = cycle_city.city_code
    and claim.indicator_code = indicator.indicator_code
    and claim.origin = 'submitted'
where
    register.cycle_year = %(cycle)s
    -- a claim that its city may still change is not read yet
    and not exists (
        select from quality.ticket as ticket
        join ops.cycle as cycle using (cycle_year)
        where
            ticket.cycle_year = register.cycle_year
            and ticket.city_code = cycle_city.city_code
            and ticket.indicator_code = indicator.indicator_code
            and ticket.state = 'open'
            and now() < cycle.clarification_closes_at
    )
    and not exists (
        select from ops.assessor_conflict as conflict
        where
            (conflict.cycle_year, conflict.assessor, conflict.city_code)
            = (register.cycle_year, register.assessor, cycle_city.city_code)
    )
order by register.assessor, cycle_city.city_code, indicator.indicator_code
