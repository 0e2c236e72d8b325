-- No calibration: no unit is in a calibration cell.
-- Inputs: none.
-- Parameters: none.
-- Read by survey/weight.sql and survey/shift.sql.
create temp table survey_crossed (cell bigint, calibration text, categories integer[]) on commit drop;
create temp table survey_cross (
    cross_cell integer, calibration text, categories integer[], places integer[], n bigint, factor double precision
) on commit drop;
