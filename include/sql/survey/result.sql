-- The estimates with their standard errors, t intervals, design effects and degrees of freedom, in the order asked.
-- Inputs: survey_asked, survey_moment, survey_variance, survey_weight, survey_place (temporary).
-- Parameters: is_dropping (a missing answer leaves its estimate missing unless true), is_domain_normal (as R's svyby: 1.96).
-- Read by rkci.survey.estimate and core/survey_estimate.sql.
create temp table survey_result on commit drop as
with

-- units of the first stage less strata, of those who count
freedom as (
    select
        held.design,
        count(distinct place.unit) + coalesce(sum(held.n) filter (where place.unit is null), 0)
        - count(distinct place.stratum) as df
    from survey_weight as held
    join survey_place as place using (cell)
    where held.weight > 0 and place.stage = 1
    group by held.design
),

known as (
    select
        asked.estimate,
        asked.request,
        asked.design,
        asked.variable,
        asked.statistic,
        asked.by_columns,
        asked.level,
        moment.n,
        freedom.df,
        moment.simple_variance,
        case when %(is_dropping)s or asked.missing = 0 then moment.value end as value,
        case
            when not %(is_dropping)s and asked.missing > 0 then null
            when variance.estimate is null then 0
            else variance.variance
        end as variance
    from survey_asked as asked
    join survey_moment as moment using (estimate)
    left join survey_variance as variance using (estimate)
    left join freedom on freedom.design = asked.design
),

interval as (
    select
        *,
        case when value is not null then sqrt(variance) end as se,
        core.t_quantile(case when by_columns <> '' and %(is_domain_normal)s then 'infinity' else df end) as quantile
    from known
)

select
    estimate,
    request,
    design,
    variable,
    statistic,
    by_columns,
    level,
    value,
    se,
    value - quantile * se as ci_low,
    value + quantile * se as ci_high,
    case when value is not null and simple_variance > 0 then variance / simple_variance end as deff,
    df::bigint as df,
    n
from interval;
