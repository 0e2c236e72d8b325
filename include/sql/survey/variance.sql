-- The variance of every estimate by Taylor linearisation: the scatter of the units' totals within strata, stage by stage.
-- Inputs: survey_part, survey_weight, survey_moment, survey_shift, survey_place, survey_stratum, survey_asked (temporary).
-- Parameters: lonely_psu (fail, remove, certainty, adjust, average).
-- Read by survey/result.sql. Stage k counts with the sampling shares of the stages before it, as R's svyrecvar does.
create temp table survey_scale on commit drop as
with

-- a stratum that is sampled whole adds nothing, and is not lonely
sampled as (
    select
        stage,
        stratum,
        design,
        units,
        coalesce(earlier_share, 1) * coalesce(1 - units / population, 1) as share,
        units = 1 and coalesce(1 - units / population, 1) > 1e-7 as is_lonely
    from survey_stratum
    where stage = 1 or population is not null
)

select
    stage,
    stratum,
    units,
    is_lonely and %(lonely_psu)s = 'adjust' as is_uncentred,
    case
        when units > 1 then share * units / (units - 1)
        when is_lonely and %(lonely_psu)s = 'adjust' then share
        else 0
    end
    * case when %(lonely_psu)s = 'average' then strata::double precision / nullif(strata - lonely_strata, 0) else 1 end
        as scale
from (
    select
        *,
        count(*) over (partition by design, stage) as strata,
        count(*) filter (where is_lonely) over (partition by design, stage) as lonely_strata
    from sampled
) as counted;
analyze survey_scale;

create temp table survey_variance on commit drop as
with

-- who answers in the domain, and who does not but is moved by the calibration
piece as (
    select
        part.estimate,
        part.cell,
        part.n,
        held.weight * (moment.slope * (part.mean - moment.centre) - coalesce(shift.shift, 0)) as x,
        (held.weight * moment.slope) ^ 2 * part.scatter as scatter
    from survey_part as part
    join survey_weight as held using (cell)
    join survey_moment as moment using (estimate)
    left join survey_shift as shift using (estimate, cross_cell)
    union all
    select
        shift.estimate,
        held.cell,
        held.n - coalesce(part.n, 0),
        -held.weight * shift.shift,
        0
    from survey_shift as shift
    join survey_weight as held using (cross_cell)
    left join survey_part as part using (estimate, cell)
    where held.n > coalesce(part.n, 0)
),

-- the total of a unit; where a cell stands for many units without a name, each has its share
unit as (
    select
        piece.estimate,
        place.stratum,
        1::bigint as n,
        sum(piece.n * piece.x order by piece.cell) as x,
        0::double precision as scatter
    from piece
    join survey_place as place using (cell)
    where place.unit is not null
    group by piece.estimate, place.stratum, place.unit
    union all
    select piece.estimate, place.stratum, piece.n, piece.x, piece.scatter
    from piece
    join survey_place as place using (cell)
    where place.unit is null
),

centre as (
    select
        unit.estimate,
        unit.stratum,
        scale.scale,
        scale.units,
        scale.is_uncentred,
        unit.n,
        unit.x,
        unit.scatter,
        case
            when scale.is_uncentred then 0
            else sum(unit.n * unit.x) over (partition by unit.estimate, unit.stratum) / scale.units
        end as mean
    from unit
    join survey_scale as scale using (stratum)
),

-- units of the stratum that have no total of their own lie at zero
stratum as (
    select
        estimate,
        scale * (
            sum(n * (x - mean) ^ 2 + scatter order by x)
            + case when is_uncentred then 0 else (units - sum(n)) * mean ^ 2 end
        ) as variance
    from centre
    group by estimate, stratum, scale, units, is_uncentred, mean
)

select estimate, sum(variance order by variance) as variance
from stratum
group by estimate;
analyze survey_variance;
