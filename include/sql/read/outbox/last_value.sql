-- One row per city and indicator: what the city submitted in the newest cycle before this one, as its form shows it.
-- Inputs: core.indicator_value, core.cycle_indicator.
-- Parameters: cycle.
-- Read by rkci.intake.outbox.
with

newest as (
    select distinct on (value.city_code, value.indicator_code) value.*
    from core.indicator_value as value
    where value.cycle_year < %(cycle)s and value.origin = 'submitted'
    order by value.city_code, value.indicator_code, value.cycle_year desc
)

select
    newest.city_code,
    newest.indicator_code,
    newest.value,
    newest.status,
    coalesce(indicator.value_kind, asked.value_kind) as value_kind,
    newest.cycle_year
from newest
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
-- a cycle from before the pipeline (ops.past_cycle) froze no indicators; its values are those of today's
left join core.cycle_indicator as asked
    on asked.cycle_year = %(cycle)s and asked.indicator_code = newest.indicator_code
order by newest.city_code, newest.indicator_code
