-- One row per indicator of a city in the newest finished run of the cycle's primary framework: value, origin, points.
-- Inputs: scoring.run, run_indicator, cell, contribution; ops.cycle_framework.
-- Parameters: cycle.
-- Read by rkci.objections.provisional: what each city alone is told before the release.
with

newest as (
    select run.run_id
    from scoring.run as run
    join ops.cycle_framework as frozen using (cycle_year, framework_id)
    where run.cycle_year = %(cycle)s and frozen.is_primary and run.kind = 'cycle' and run.finished_at is not null
    order by run.run_id desc
    limit 1
)

select
    cell.unit_code as city_code,
    indicator.indicator_code,
    indicator.parent_code,
    indicator.name_id,
    indicator.name_en,
    indicator.unit,
    indicator.direction,
    cell.value,
    cell.status,
    case when cell.is_imputed then 'imputed' when cell.value is not null then cell.origin end as origin,
    cell.year,
    cell.source,
    cell.sheet,
    cell.cell,
    cell.is_simulated,
    cell.normalised,
    given.contribution
from newest
join scoring.cell as cell using (run_id)
join scoring.run_indicator as indicator using (run_id, indicator_code)
left join scoring.contribution as given
    on given.run_id = newest.run_id and given.unit_code = cell.unit_code and given.code = cell.indicator_code
order by cell.unit_code, indicator.indicator_code collate "C"
