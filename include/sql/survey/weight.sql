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
select
    part,
    n,
    population,
    total,
    mean_total / population as mean,
    total / population as share
from (
    select
        part.part,
        (sum(part.n) filter (where held.weight > 0))::double precision as n,
        sum(part.n * held.weight order by part.cell) as population,
        sum(part.n * held.weight * part.mean order by part.cell) as mean_total,
        sum(part.n * held.weight * part.share order by part.cell) as total
    from survey_part as part
    join survey_weight as held using (cell)
    group by part.part
) as summed
where population > 0;
analyze survey_moment;

-- Of every part in a calibration cell the influence before weighting of those with a weight, and the weighted squares
-- about the mean of all.
create temp table survey_influence on commit drop as
select
    part.part,
    held.cross_cell,
    count(*) as cells,
    sum(off.n * off.mean / moment.population order by part.cell) as mean,
    sum(off.n * off.share / moment.population order by part.cell) as share,
    sum(off.n * part.share order by part.cell) as total,
    sum(held.weight * (part.n * off.mean * off.mean + part.scatter) order by part.cell) as mean_squares,
    sum(held.weight * (part.n * off.share * off.share + part.share_scatter) order by part.cell) as share_squares
from survey_part as part
join survey_weight as held using (cell)
join survey_moment as moment using (part)
join lateral (
    select
        case when held.weight > 0 then part.n end as n,
        part.mean - moment.mean as mean,
        part.share - moment.share as share
) as off on true
group by part.part, held.cross_cell;
analyze survey_influence;
