-- The margins of a file: every category that has a population or is found, and the one that each row is in.
-- Inputs: survey_given, survey_unit (temporary).
-- Parameters: margins (JSON: margin, name, columns; in the order of raking), populations (JSON: margin, category, population).
-- Read by survey/cross.sql and rkci.survey.calibrate, which says in words what does not fit.
create temp table survey_unit_category on commit drop as
select
    given.row_number as cell,
    '' as calibration,
    margin.margin,
    (
        select string_agg(coalesce(given.cell ->> listed.name, ''), '+' order by listed.place)
        from jsonb_array_elements_text(margin.columns) with ordinality as listed (name, place)
    ) as category
from survey_given as given
cross join jsonb_to_recordset(%(margins)s) as margin (margin integer, columns jsonb);

create temp table survey_category on commit drop as
with

wanted as (
    select margin, category, population
    from jsonb_to_recordset(%(populations)s) as listed (margin integer, category text, population double precision)
),

found as (
    select held.margin, held.category, sum(unit.n) filter (where unit.weight > 0) as n
    from survey_unit_category as held
    join survey_unit as unit using (cell)
    group by held.margin, held.category
)

select
    '' as calibration,
    margin.margin,
    margin.name,
    coalesce(wanted.category, found.category) as category,
    wanted.population,
    coalesce(found.n, 0) as n,
    row_number() over (order by margin.margin, coalesce(wanted.category, found.category) collate "C")::integer as place
from wanted
full join found using (margin, category)
join jsonb_to_recordset(%(margins)s) as margin (margin integer, name text) using (margin);
analyze survey_unit_category, survey_category;
