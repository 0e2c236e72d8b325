-- One row per unit of a run: its code and its name, also without case, spaces and the word Kota.
-- Inputs: scoring.run_unit.
-- Parameters: run_id, asked (a code or a name as somebody writes it).
-- Read by rkci.scoring.cycle_runs.
select
    unit_code,
    unit_name,
    quality.plain_name(unit_name) as plain_name,
    quality.plain_name(%(asked)s) as plain_asked
from scoring.run_unit
where run_id = %(run_id)s
order by unit_code
