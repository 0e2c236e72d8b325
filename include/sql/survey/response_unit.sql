-- The design of the citizen survey: its like persons as units with base weights, their places and strata, city by city.
-- Inputs: survey_gathered, survey_variable (temporary, of core.gather_survey), core.survey_wave, survey_stratum.
-- Parameters: cycle, trim (largest weight in mean weights of the city and wave), bits (of a count in the sums).
-- Read by survey/response_part.sql, survey/response_category.sql, survey/weight.sql and those after it.
create temp table survey_piece on commit drop as
select
    *,
    dense_rank() over (order by city_code, wave, stratum, psu, age_group, sex, weight) as cell
from survey_gathered;
analyze survey_piece;

create temp table survey_cell on commit drop as
select
    cell,
    city_code,
    wave,
    stratum,
    psu,
    age_group,
    sex,
    weight,
    sum(n)::bigint as n,
    bool_or(is_simulated) as is_simulated,
    dense_rank() over (order by city_code, wave, stratum)::integer as stratum_number,
    case
        when psu is not null then dense_rank() over (order by city_code, wave, stratum, psu)
    end::integer as psu_number
from survey_piece
group by cell, city_code, wave, stratum, psu, age_group, sex, weight
order by cell;
analyze survey_cell;

-- the sums taken apart: who answered, how many of them favourably, the mean on 1 to 5 and the scatter about it
create temp table survey_answered on commit drop as
with

counted as (
    select
        piece.cell,
        added.variable,
        core.whole_sum(added.total & ((1::bigint << %(bits)s) - 1)) as n,
        core.whole_sum((added.total >> %(bits)s) & ((1::bigint << %(bits)s) - 1)) as favourable,
        core.whole_sum((added.total >> 2 * %(bits)s) & ((1::bigint << %(bits)s + variable.width) - 1)) as steps,
        core.whole_sum(coalesce(added.squares, added.total >> 3 * %(bits)s + variable.width)) as squares
    from survey_piece as piece
    cross join lateral unnest(piece.sums, piece.squares) with ordinality as added (total, squares, variable)
    join survey_variable as variable on variable.variable = added.variable
    where added.total > 0
    group by piece.cell, added.variable
)

select
    counted.cell,
    counted.variable::integer as variable,
    counted.n,
    (counted.n * variable.resolution + 4 * counted.steps)::double precision / (counted.n * variable.resolution) as mean,
    (counted.n::numeric * counted.squares - counted.steps::numeric * counted.steps)::double precision
    / counted.n * (4.0::double precision / variable.resolution) ^ 2 as scatter,
    counted.favourable::double precision / counted.n as share
from counted
join survey_variable as variable on variable.variable = counted.variable;
analyze survey_answered;

create temp table survey_unit on commit drop as
with

-- waves of a city share its population by their declared weights
pooled as (
    select
        held.city_code,
        held.wave,
        coalesce(declared.pool_weight, 1)
        / sum(coalesce(declared.pool_weight, 1)) over (partition by held.city_code) as share
    from (select distinct city_code, wave from survey_cell) as held
    left join core.survey_wave as declared on declared.cycle_year = %(cycle)s and declared.wave = held.wave
),

-- a person without a weight of its own stands for an equal part of the stratum; without a frame, for one
weighed as (
    select
        held.cell,
        held.city_code,
        held.wave,
        held.n,
        pooled.share,
        coalesce(
            held.weight, frame.population / sum(held.n) over (partition by held.stratum_number), 1
        )::double precision as weight
    from survey_cell as held
    join pooled on pooled.city_code = held.city_code and pooled.wave = held.wave
    left join core.survey_stratum as frame
        on frame.cycle_year = %(cycle)s
        and frame.wave = held.wave
        and frame.city_code = held.city_code
        and frame.stratum = held.stratum
),

-- what is cut off the largest weights goes to all others alike
trimmed as (
    select
        *,
        least(weight, %(trim)s * sum(n * weight) over wave_of_city / sum(n) over wave_of_city) as cut,
        sum(n * weight) over wave_of_city as whole
    from weighed
    window wave_of_city as (partition by city_code, wave)
)

select
    cell,
    city_code as design,
    wave,
    n,
    share,
    share * cut * whole / sum(n * cut) over (partition by city_code, wave) as weight
from trimmed;
create index on survey_unit (cell);
analyze survey_unit;

create temp table survey_stratum on commit drop as
with

counted as (
    select
        held.stratum_number,
        held.city_code,
        held.wave,
        held.stratum,
        count(distinct held.psu_number) as psus,
        sum(held.n) filter (where held.psu_number is null) as persons
    from survey_cell as held
    group by held.stratum_number, held.city_code, held.wave, held.stratum
),

-- units of the first stage are the PSUs where there are any, persons else; a frame smaller than its sample is none
first_stage as (
    select
        counted.*,
        counted.psus + coalesce(counted.persons, 0) as units,
        case
            when counted.psus > 0 and counted.persons is null then nullif(frame.psu_count, 0)
            when counted.psus = 0 then frame.population
        end as population
    from counted
    left join core.survey_stratum as frame
        on frame.cycle_year = %(cycle)s
        and frame.wave = counted.wave
        and frame.city_code = counted.city_code
        and frame.stratum = counted.stratum
)

select
    1 as stage,
    stratum_number as stratum,
    city_code as design,
    city_code as parent,
    units::double precision as units,
    case when population >= units then population end::double precision as population,
    null::double precision as earlier_share
from first_stage
union all
-- persons within a PSU: too many to be corrected for, and they count with the share of PSUs that was drawn
select
    2,
    -held.psu_number,
    held.city_code,
    'unit ' || held.psu_number,
    sum(held.n)::double precision,
    'infinity'::double precision,
    min(first_stage.units / first_stage.population)::double precision
from survey_cell as held
join first_stage using (stratum_number)
where held.psu_number is not null and first_stage.population >= first_stage.units
group by held.psu_number, held.city_code
having sum(held.n) > 1;

create temp table survey_place on commit drop as
select cell, 1 as stage, stratum_number as stratum, psu_number as unit
from survey_cell
union all
select held.cell, 2, -held.psu_number, null
from survey_cell as held
join survey_stratum as within on within.stratum = -held.psu_number;
create index on survey_place (cell);
analyze survey_stratum, survey_place;
