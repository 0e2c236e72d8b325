-- The calibration cells, in which every unit has the same category in each margin, and the factor that raking gives them.
-- Inputs: survey_unit, survey_unit_category, survey_category (temporary).
-- Parameters: none. Categories that are not in the sample and have no population are left out.
-- Read by survey/weight.sql and survey/shift.sql; a calibration whose factor is null did not converge.
create temp table survey_crossed on commit drop as
select
    held.cell,
    category.calibration,
    array_agg(category.place order by category.margin) as categories
from survey_unit_category as held
join survey_category as category using (calibration, margin, category)
group by held.cell, category.calibration;
create index on survey_crossed (cell);
analyze survey_crossed;

create temp table survey_cross on commit drop as
with

gathered as (
    select
        crossed.calibration,
        crossed.categories,
        sum(unit.n * unit.weight order by unit.cell) as weight,
        sum(unit.n) as n
    from survey_crossed as crossed
    join survey_unit as unit using (cell)
    where unit.weight > 0
    group by crossed.calibration, crossed.categories
),

-- places are counted anew within each calibration
listed as (
    select
        calibration,
        array_agg(place order by margin, place) as places,
        array_agg(population order by margin, place) as populations
    from survey_category
    where n > 0
    group by calibration
),

numbered as (
    select
        gathered.*,
        array(
            select array_position(listed.places, held.x) from (select unnest(gathered.categories) as x) as held
        ) as places
    from gathered
    join listed using (calibration)
),

raked as (
    select
        numbered.calibration,
        array_agg(numbered.categories::text order by numbered.categories) as cells,
        core.rake(
            array_agg(numbered.weight order by numbered.categories),
            array_agg(numbered.places order by numbered.categories),
            min(listed.populations)
        ) as factors
    from numbered
    join listed using (calibration)
    group by numbered.calibration
)

select
    row_number() over (order by numbered.calibration, numbered.categories)::integer as cross_cell,
    numbered.calibration,
    numbered.categories,
    numbered.places,
    numbered.n,
    raked.factors[array_position(raked.cells, numbered.categories::text)] as factor
from numbered
join raked using (calibration);
analyze survey_cross;
