-- The weight of every unit after calibration, and what each part of what is asked comes to with them.
-- Inputs: survey_unit, survey_crossed, survey_cross, survey_part (temporary).
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

-- Of every part the mean, and the share that is also the total's. The influence of a unit on a mean is
-- (answer - mean) / population, on a total the answer.
create temp table survey_moment on commit drop as
with

summed as (
    select
        part.part,
        (sum(part.n) filter (where held.weight > 0))::double precision as n,
        sum(part.n * held.weight order by part.cell) as population,
        sum(part.n * held.weight * part.mean order by part.cell) as mean_total,
        sum(part.n * held.weight * part.share order by part.cell) as total
    from survey_part as part
    join survey_weight as held using (cell)
    group by part.part
),

known as (
    select
        part,
        n,
        population,
        total,
        mean_total / population as mean,
        total / population as share
    from summed
    where population > 0
),

squared as (
    select
        part.part,
        sum(held.weight * (part.n * (part.mean - known.mean) ^ 2 + part.scatter) order by part.cell) as mean_squares,
        sum(held.weight * (part.n * (part.share - known.share) ^ 2 + part.share_scatter) order by part.cell)
            as share_squares
    from survey_part as part
    join survey_weight as held using (cell)
    join known using (part)
    where known.n > 1
    group by part.part
)

-- variance of a simple random sample of the same size without replacement, as svymean(deff = TRUE) has it
select
    known.*,
    squared.mean_squares * (known.population - known.n) / ((known.n - 1) * known.population ^ 2) as mean_simple,
    squared.share_squares * (known.population - known.n) / ((known.n - 1) * known.population ^ 2) as share_simple
from known
left join squared using (part);
analyze survey_moment;
