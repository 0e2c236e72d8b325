-- One row: the digits by which the run ranks.
-- Inputs: scoring.run.
-- Parameters: run_id.
-- Read by rkci.scoring.audit.
select (run.settings -> 'ranking' ->> 'digits')::integer as digits
from scoring.run as run
where run.run_id = %(run_id)s
