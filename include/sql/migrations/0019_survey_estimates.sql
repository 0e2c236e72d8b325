-- Estimates of the survey, with their standard errors.
select 1;
