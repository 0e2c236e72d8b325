-- The design of a file: its units, their places in the stages of sampling, the strata of each stage.
-- Inputs: survey_given (temporary; one row per row of the file, its cells as text).
-- Parameters: stages (JSON: stage, stratum_column, unit_column, population_column), weight_column (null if none).
-- Read by survey/given_part.sql, survey/stratum.sql and those after it; tables of the session, as all of survey/*.sql.
create temp table survey_place on commit drop as
with

stage as (
    select
        (listed.stage ->> 'stage')::integer as stage,
        listed.stage ->> 'stratum_column' as stratum_column,
        listed.stage ->> 'unit_column' as unit_column,
        listed.stage ->> 'population_column' as population_column
    from jsonb_array_elements(%(stages)s) as listed (stage)
),

-- a stage without a column of its own has the rows of the file for units
step as (
    select
        given.row_number as cell,
        stage.stage,
        coalesce(given.cell ->> stage.stratum_column, '') as stratum,
        coalesce(given.cell ->> stage.unit_column, given.row_number::text) as unit,
        (given.cell ->> stage.population_column)::double precision as population
    from survey_given as given
    cross join stage
),

-- units are nested: a label may be used again in another stratum, or in another unit of the stage before
path as (
    select
        cell,
        stage,
        population,
        jsonb_agg(jsonb_build_array(stratum, unit)) over (partition by cell order by stage) as unit,
        coalesce(
            jsonb_agg(jsonb_build_array(stratum, unit)) over (
                partition by cell order by stage rows between unbounded preceding and 1 preceding
            ),
            '[]'
        ) as parent,
        stratum
    from step
)

select
    cell,
    stage,
    '' as design,
    population,
    parent || to_jsonb(stratum) as stratum_path,
    dense_rank() over (order by stage, parent)::text as parent,
    dense_rank() over (order by stage, parent || to_jsonb(stratum))::integer as stratum,
    dense_rank() over (order by stage, unit)::integer as unit
from path;
create index on survey_place (cell);
analyze survey_place;

-- the share of earlier stages is that of any unit of the stratum: they are all in the same one
create temp table survey_stratum on commit drop as
with

counted as (
    select
        stage,
        stratum,
        design,
        stratum_path,
        min(parent) as parent,
        min(cell) as cell,
        count(distinct unit) as units,
        min(population) as population,
        max(population) as largest_population
    from survey_place
    group by stage, stratum, design, stratum_path
)

select
    counted.stage,
    counted.stratum,
    counted.design,
    counted.parent,
    (select string_agg(part #>> '{}', ' / ') from jsonb_array_elements(counted.stratum_path) as part) as name,
    counted.units,
    counted.population,
    counted.largest_population,
    (
        select core.product(earlier.units / earlier.population)
        from survey_place as place
        join counted as earlier using (stage, stratum)
        where place.cell = counted.cell and place.stage < counted.stage
    ) as earlier_share
from counted;

create temp table survey_unit on commit drop as
select
    given.row_number as cell,
    '' as design,
    1::bigint as n,
    coalesce(
        (given.cell ->> %(weight_column)s)::double precision,
        (
            select core.product(coalesce(stratum.population / stratum.units, 1) order by stratum.stage)
            from survey_place as place
            join survey_stratum as stratum using (stage, stratum)
            where place.cell = given.row_number
        )
    ) as weight
from survey_given as given;
create index on survey_unit (cell);
analyze survey_stratum, survey_unit;
