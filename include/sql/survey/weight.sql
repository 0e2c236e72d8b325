-- The weight of every unit after calibration, and what each estimate comes to with them.
-- Inputs: survey_unit, survey_crossed, survey_cross, survey_asked, survey_part (temporary).
-- Parameters: none.
-- Read by survey/shift.sql, survey/variance.sql and survey/result.sql.
create temp table survey_weight on commit drop as
select
    unit.cell,
    unit.design,
    unit.n,
    unit.weight * coalesce(crossed.factor, 1) as weight,
    crossed.cross_cell
from survey_unit as unit
left join (
    select held.cell, known.cross_cell, known.factor
    from survey_crossed as held
    join survey_cross as known using (calibration, categories)
) as crossed using (cell);
create index on survey_weight (cell);
analyze survey_weight;

-- influence of a unit: slope x (answer - centre); of a mean 1 / N and the mean, of a total 1 and 0
create temp table survey_moment on commit drop as
with

summed as (
    select
        part.estimate,
        sum(part.n) filter (where held.weight > 0) as n,
        sum(part.n * held.weight order by part.cell) as population,
        sum(part.n * held.weight * part.mean order by part.cell) as total
    from survey_part as part
    join survey_weight as held using (cell)
    group by part.estimate
),

squared as (
    select
        part.estimate,
        sum(
            held.weight * (part.n * (part.mean - summed.total / summed.population) ^ 2 + part.scatter)
            order by part.cell
        ) as squares
    from survey_part as part
    join survey_weight as held using (cell)
    join summed using (estimate)
    where summed.population > 0
    group by part.estimate
)

select
    asked.estimate,
    asked.design,
    coalesce(summed.n, 0) as n,
    summed.population,
    case asked.statistic when 'total' then summed.total else summed.total / summed.population end as value,
    case asked.statistic when 'total' then 1 else 1 / summed.population end as slope,
    case asked.statistic when 'total' then 0 else summed.total / summed.population end as centre,
    -- variance of a simple random sample of the same size without replacement, as svymean(deff = TRUE) has it
    squared.squares / summed.population * summed.n / (summed.n - 1)
    * (summed.population - summed.n) / (summed.population * summed.n)
    * case asked.statistic when 'total' then summed.population ^ 2 else 1 end as simple_variance
from survey_asked as asked
left join summed on summed.estimate = asked.estimate and summed.population > 0
left join squared on squared.estimate = asked.estimate and summed.n > 1;
analyze survey_moment;
