-- One row per city and indicator of a release: the value, what normalising made of it, and where it came from.
-- Inputs: scoring.selected, cell, run_indicator of the run.
-- Parameters: release_id, run_id.
-- Read by BI, the package, and whoever traces a score back to its evidence.
insert into mart.indicator_value (
    release_id, cycle_year, framework_id, city_code, indicator_code, parent_code, name_id, name_en, unit, side, value,
    status, origin, is_simulated, year, treated, normalised, source, file_hash, sheet, cell
)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    selected.unit_code,
    selected.indicator_code,
    indicator.parent_code,
    indicator.name_id,
    indicator.name_en,
    indicator.unit,
    indicator.side,
    coalesce(selected.value, cell.imputed),
    selected.status,
    case
        when cell.is_imputed then 'imputed'
        when selected.value is not null then selected.origin
    end,
    selected.is_simulated,
    selected.year,
    cell.treated,
    cell.normalised,
    selected.source,
    selected.file_hash,
    selected.sheet,
    selected.cell
from scoring.run as run
join scoring.selected as selected using (run_id)
join scoring.run_indicator as indicator using (run_id, indicator_code)
join scoring.cell as cell using (run_id, unit_code, indicator_code)
where run.run_id = %(run_id)s
