-- One row per survey estimate of the releases under check or of core, each beside the other.
-- Inputs: mart.survey_estimate, mart.method; core.survey_estimate.
-- Parameters: setting rkci.cycle.
-- Read by expectations/survey_estimate.json.
create view quality.batch_survey_estimate as
with

given as (
    select given.*
    from mart.survey_estimate as given
    join quality.checked_release() as release using (release_id)
),

made as (
    select
        release.release_id,
        estimate.*
    from quality.checked_release() as release
    join mart.method as method using (release_id)
    join core.survey_estimate as estimate
        on estimate.cycle_year = release.cycle_year and estimate.indicator_code = method.code
)

select
    release_id,
    city_code,
    indicator_code,
    item,
    domain,
    level,
    statistic,
    given.status,
    given.estimate,
    given.se,
    given.ci_low,
    given.ci_high,
    given.deff,
    given.df,
    given.n,
    given.is_simulated,
    made.status as made_status,
    made.estimate as made_estimate,
    made.standard_error as made_se,
    made.n as made_n,
    made.is_simulated as made_is_simulated
from given
full join made using (release_id, city_code, indicator_code, item, domain, level, statistic);
comment on view quality.batch_survey_estimate is 'mart.survey_estimate of the releases under check as the suite survey_estimate reads it, beside core.';
