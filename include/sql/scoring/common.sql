-- One row per cell of a run that has a value which the other run lacks: it is taken for missing here.
-- Inputs: scoring.selected of both runs.
-- Parameters: run_id, other_run_id.
-- Read by rkci.scoring.bridge, which compares two cycles on what both have.
update scoring.selected as cell
set
    value = null,
    status = 'missing',
    origin = null,
    is_simulated = false,
    year = null,
    standard_error = null,
    source = null,
    file_hash = null,
    sheet = null,
    cell = null
where
    cell.run_id = %(run_id)s
    and cell.value is not null
    and not exists (
        select
        from scoring.selected as other
        where
            other.run_id = %(other_run_id)s
            and other.unit_code = cell.unit_code
            and other.indicator_code = cell.indicator_code
            and other.value is not null
    )
