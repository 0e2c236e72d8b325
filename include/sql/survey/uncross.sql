-- A calibration that did not converge is given up: the base weights stay, and core.survey_estimate says so.
-- Inputs: survey_cross, survey_crossed, survey_chosen (temporary).
-- Parameters: none.
-- Read by survey/weight.sql and core/survey_estimate.sql.
delete from survey_chosen using survey_cross as crossed
where crossed.calibration = survey_chosen.calibration and crossed.factor is null;

delete from survey_cross where factor is null;
