-- One row per city and indicator of a release: the value as asked and per denominator, normalised, where it came from.
-- Inputs: scoring.cell, run_indicator of the run.
-- Parameters: release_id, run_id.
-- Read by BI, the package, and whoever traces a score back to its evidence.
insert into mart.indicator_value (
    release_id, cycle_year, framework_id, city_code, indicator_code, parent_code, name_id, name_en, unit, side, value,
    status, origin, is_simulated, year, treated, normalised, source, file_hash, sheet, cell, denominated_value
)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    cell.unit_code,
    cell.indicator_code,
    indicator.parent_code,
    indicator.name_id,
    indicator.name_en,
    indicator.unit,
    indicator.side,
    cell.value,
    cell.status,
    case
        when cell.is_imputed then 'imputed'
        when cell.value is not null then cell.origin
    end,
    cell.is_simulated,
    cell.year,
    cell.treated,
    cell.normalised,
    cell.source,
    cell.file_hash,
    cell.sheet,
    cell.cell,
    cell.imputed
from scoring.run as run
join scoring.cell as cell using (run_id)
join scoring.run_indicator as indicator using (run_id, indicator_code)
where run.run_id = %(run_id)s
