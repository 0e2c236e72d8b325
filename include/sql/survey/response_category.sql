-- The margins that each city's wave is calibrated to: the finest that its answers can hold.
-- Inputs: survey_cell, survey_unit (temporary), core.survey_margin.
-- Parameters: cycle.
-- Read by survey/cross.sql. Age x sex together, else age and sex raked, else one of them, else none.
create temp table survey_held on commit drop as
select
    held.cell,
    held.city_code || ' ' || held.wave as calibration,
    held.n,
    kind.margin as name,
    kind.category
from survey_cell as held
cross join lateral (
    values ('age_sex', held.age_group || '+' || held.sex), ('age', held.age_group), ('sex', held.sex)
) as kind (margin, category);
analyze survey_held;

create temp table survey_chosen on commit drop as
with

wanted as (
    select
        margin.city_code || ' ' || margin.wave as calibration,
        margin.margin as name,
        margin.category,
        margin.population
    from core.survey_margin as margin
    where margin.cycle_year = %(cycle)s
),

found as (
    select calibration, name, category, sum(n) as n
    from survey_held
    group by calibration, name, category
),

-- a margin holds where every category has both a population and answers
usable as (
    select calibration, name, sum(population) as population
    from wanted
    full join found using (calibration, name, category)
    group by calibration, name
    having bool_and((coalesce(population, 0) > 0) = (coalesce(n, 0) > 0) and category is not null)
),

-- two margins of different totals are of two populations: the first alone
ranked as (
    select
        one.calibration,
        one.name,
        bool_or(one.name = 'age_sex') over (partition by one.calibration) as has_joint,
        min(one.population) over (partition by one.calibration)
        = max(one.population) over (partition by one.calibration) as is_one_population
    from usable as one
)

select
    calibration,
    name,
    case name when 'sex' then 2 else 1 end as margin
from ranked
where case when has_joint then name = 'age_sex' else is_one_population or name = 'age' end;
analyze survey_chosen;

create temp table survey_unit_category on commit drop as
select held.cell, held.calibration, chosen.margin, held.category
from survey_held as held
join survey_chosen as chosen using (calibration, name);

create temp table survey_category on commit drop as
select
    chosen.calibration,
    chosen.margin,
    chosen.name,
    margin.category,
    margin.population * min(unit.share) as population,
    sum(unit.n) as n,
    row_number() over (order by chosen.calibration, chosen.margin, margin.category)::integer as place
from survey_held as held
join survey_chosen as chosen using (calibration, name)
join survey_unit as unit using (cell)
join core.survey_margin as margin
    on margin.cycle_year = %(cycle)s
    and margin.city_code = unit.design
    and margin.wave = unit.wave
    and margin.margin = held.name
    and margin.category = held.category
group by chosen.calibration, chosen.margin, chosen.name, margin.category, margin.population;
analyze survey_unit_category, survey_category;
