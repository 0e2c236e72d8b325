-- Takes an accepted objection's value away, so that the cycle can be scored without it; its caller puts it back.
-- Inputs: core.objection.
-- Parameters: objection_id.
-- Read by rkci.objections.effect, between a savepoint and its rollback.
delete from core.indicator_value as given
using core.objection as objection
where
    objection.objection_id = %(objection_id)s
    and given.cycle_year = objection.cycle_year
    and given.city_code = objection.city_code
    and given.indicator_code = objection.indicator_code
    and given.origin = 'objection'
