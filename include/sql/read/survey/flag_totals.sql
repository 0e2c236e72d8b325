-- One row per data-quality rule and wave of a cycle: how many answers it flags, in how many cities.
-- Inputs: quality.survey_flag_by_wave.
-- Parameters: cycle.
-- Read by `make run`.
select
    rule,
    wave,
    cities,
    answers,
    case when is_excluding then 'left out' else 'flagged' end as consequence
from quality.survey_flag_by_wave
where cycle_year = %(cycle)s
order by rule, wave
