-- One row per unit and indicator of a run: the imputed value after the treatment of outliers that the framework declares.
-- Inputs: scoring.imputed, scoring.run_indicator (treatment).
-- Parameters: run_id.
-- Read by scoring/normalised.sql. The only treatment so far is none; the loader refuses any other.
insert into scoring.treated (run_id, unit_code, indicator_code, value, is_treated)
select run_id, unit_code, indicator_code, value, false as is_treated
from scoring.imputed
where run_id = %(run_id)s
