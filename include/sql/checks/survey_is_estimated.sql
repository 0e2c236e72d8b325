-- One row: are the estimates of a cycle there, made of just the answers and the design that are there now?
-- Inputs: core.survey_response, survey_estimate, survey_estimation; core.survey_answers_version, survey_estimates_version.
-- Parameters: cycle.
-- Read by rkci.survey.estimates, so that estimates that are missing or old are made whatever became of earlier tasks.
select
    not exists (select from core.survey_response where cycle_year = %(cycle)s)
    and not exists (select from core.survey_estimate where cycle_year = %(cycle)s)
    or exists (
        select
        from core.survey_estimation
        where
            cycle_year = %(cycle)s
            and answers = core.survey_answers_version(%(cycle)s)
            and estimates = core.survey_estimates_version(%(cycle)s)
    ) as is_estimated
