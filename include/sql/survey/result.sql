-- The estimates with their standard errors, t intervals, design effects and degrees of freedom, in the order asked.
-- Inputs: survey_asked, survey_moment, survey_influence, survey_variance, survey_weight, survey_place (temporary).
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

-- variance of a simple random sample of the same size without replacement, as svymean(deff = TRUE) has it
simple as (
    select
        moment.part,
        sum(gathered.mean_squares order by gathered.cross_cell)
        * (moment.population - moment.n) / ((moment.n - 1) * moment.population ^ 2) as mean,
        sum(gathered.share_squares order by gathered.cross_cell)
        * (moment.population - moment.n) / ((moment.n - 1) * moment.population ^ 2) as share
    from survey_moment as moment
    join survey_influence as gathered using (part)
    where moment.n > 1
    group by moment.part, moment.population, moment.n
),

known as (
    select
        asked.*,
        coalesce(moment.n, 0)::bigint as n,
        freedom.df,
        not %(is_dropping)s and asked.missing > 0 as is_missing,
        moment.population,
        case asked.statistic
            when 'mean' then moment.mean
            when 'proportion' then moment.share
            when 'total' then moment.total
        end as value,
        case asked.statistic
            when 'mean' then simple.mean
            when 'proportion' then simple.share
            when 'total' then simple.share * moment.population ^ 2
        end as simple_variance,
        case asked.statistic
            when 'mean' then variance.mean
            when 'proportion' then variance.share
            when 'total' then variance.total
        end as variance
    from survey_asked as asked
    left join survey_moment as moment using (part)
    left join simple using (part)
    left join survey_variance as variance using (part)
    left join freedom on freedom.design = asked.design
),

quantile as (
    select
        df,
        core.t_quantile(df::double precision) as quantile
    from (select distinct df from freedom) as listed
),

interval as (
    select
        known.*,
        case when known.value is not null and not known.is_missing then sqrt(coalesce(known.variance, 0)) end as se,
        case
            when known.by_columns <> '' and %(is_domain_normal)s then core.t_quantile('infinity') else quantile.quantile
        end as quantile
    from known
    left join quantile on quantile.df = known.df
)

select
    estimate,
    request,
    design,
    variable,
    statistic,
    by_columns,
    level,
    case when not is_missing then value end as value,
    se,
    case when not is_missing then value - quantile * se end as ci_low,
    case when not is_missing then value + quantile * se end as ci_high,
    case when not is_missing and simple_variance > 0 then coalesce(variance, 0) / simple_variance end as deff,
    df::bigint as df,
    n
from interval;
