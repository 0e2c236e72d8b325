-- One row per indicator of a run: the very values that another run of the cycle selected.
-- Inputs: scoring.selected of the other run (of the same units), scoring.run_indicator.
-- Parameters: run_id, other_run_id.
-- Read by rkci.scoring.what_if, where the other run selects by the same rules and has every indicator.
insert into scoring.selected (
    run_id, indicator_code, value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell
)
select
    indicator.run_id,
    other.indicator_code,
    other.value,
    other.status,
    other.origin,
    other.is_simulated,
    other.year,
    other.standard_error,
    other.source,
    other.file_hash,
    other.sheet,
    other.cell
from scoring.run_indicator as indicator
join scoring.selected as other
    on other.run_id = %(other_run_id)s and other.indicator_code = indicator.indicator_code
where indicator.run_id = %(run_id)s
