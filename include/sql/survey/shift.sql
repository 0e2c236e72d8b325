-- What calibration takes off the influence of the units of a calibration cell, per part and statistic: the residual form.
-- Inputs: survey_part, survey_weight, survey_moment, survey_cross (temporary).
-- Parameters: none.
-- Read by survey/variance.sql. Empty where nothing is calibrated.
create temp table survey_shift on commit drop as
with

gathered as (
    select
        part.part,
        held.cross_cell,
        sum(part.n * (part.mean - moment.mean) / moment.population order by part.cell) as mean,
        sum(part.n * (part.share - moment.share) / moment.population order by part.cell) as share,
        sum(part.n * part.share order by part.cell) as total
    from survey_part as part
    join survey_weight as held using (cell)
    join survey_moment as moment using (part)
    where held.weight > 0 and held.cross_cell is not null
    group by part.part, held.cross_cell
),

-- all cells of a calibration that a part touches, also those where nobody is in its domain
touched as (
    select distinct gathered.part, crossed.calibration
    from gathered
    join survey_cross as crossed using (cross_cell)
    where cardinality(crossed.places) > 1
),

spread as (
    select
        touched.part,
        array_agg(crossed.cross_cell order by crossed.cross_cell) as cells,
        array_agg(crossed.n::double precision order by crossed.cross_cell) as n,
        array_agg(crossed.places order by crossed.cross_cell) as places,
        array_agg(coalesce(gathered.mean, 0) order by crossed.cross_cell) as mean,
        array_agg(coalesce(gathered.share, 0) order by crossed.cross_cell) as share,
        array_agg(coalesce(gathered.total, 0) order by crossed.cross_cell) as total
    from touched
    join survey_cross as crossed using (calibration)
    left join gathered using (part, cross_cell)
    group by touched.part, touched.calibration
)

-- of one margin a cell is a post-stratum, and its mean stands for itself
select
    gathered.part,
    gathered.cross_cell,
    gathered.mean / crossed.n as mean,
    gathered.share / crossed.n as share,
    gathered.total / crossed.n as total
from gathered
join survey_cross as crossed using (cross_cell)
where cardinality(crossed.places) = 1
union all
select spread.part, listed.cross_cell, listed.mean, listed.share, listed.total
from spread
cross join lateral unnest(  -- noqa: LT02
    spread.cells,
    core.swept(spread.mean, spread.n, spread.places),
    core.swept(spread.share, spread.n, spread.places),
    core.swept(spread.total, spread.n, spread.places)
) as listed (cross_cell, mean, share, total);
analyze survey_shift;
