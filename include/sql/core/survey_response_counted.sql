-- Answers that a data-quality rule excludes do not count; returns how many.
-- Inputs: quality.survey_flag.
-- Parameters: cycle.
-- Read by the estimates, by core.survey_response.is_counted.
update core.survey_response as given
set is_counted = false
where
    given.cycle_year = %(cycle)s
    and exists (
        select from quality.survey_flag as flag
        where
            (flag.city_code, flag.cycle_year, flag.wave, flag.response_id)
            = (given.city_code, given.cycle_year, given.wave, given.response_id)
            and flag.is_excluding
    );
