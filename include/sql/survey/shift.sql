-- What calibration takes off the influence of the units of a calibration cell, per estimate: the residual form.
-- Inputs: survey_part, survey_weight, survey_moment, survey_cross (temporary).
-- Parameters: none.
-- Read by survey/variance.sql. Empty where nothing is calibrated.
create temp table survey_shift on commit drop as
with

gathered as (
    select
        part.estimate,
        held.cross_cell,
        sum(part.n * moment.slope * (part.mean - moment.centre) order by part.cell) as total
    from survey_part as part
    join survey_weight as held using (cell)
    join survey_moment as moment using (estimate)
    where held.weight > 0 and held.cross_cell is not null
    group by part.estimate, held.cross_cell
),

-- all cells of a calibration that an estimate touches, also those where nobody is in its domain
touched as (
    select distinct gathered.estimate, crossed.calibration
    from gathered
    join survey_cross as crossed using (cross_cell)
    where cardinality(crossed.places) > 1
),

swept as (
    select
        touched.estimate,
        array_agg(crossed.cross_cell order by crossed.cross_cell) as cells,
        core.swept(
            array_agg(coalesce(gathered.total, 0) order by crossed.cross_cell),
            array_agg(crossed.n::double precision order by crossed.cross_cell),
            array_agg(crossed.places order by crossed.cross_cell)
        ) as shifts
    from touched
    join survey_cross as crossed using (calibration)
    left join gathered using (estimate, cross_cell)
    group by touched.estimate, touched.calibration
)

-- of one margin a cell is a post-stratum, and its mean stands for itself
select gathered.estimate, gathered.cross_cell, gathered.total / crossed.n as shift
from gathered
join survey_cross as crossed using (cross_cell)
where cardinality(crossed.places) = 1 and gathered.total <> 0
union all
select swept.estimate, listed.cross_cell, listed.shift
from swept
cross join lateral unnest(swept.cells, swept.shifts) as listed (cross_cell, shift)
where listed.shift <> 0;
analyze survey_shift;
