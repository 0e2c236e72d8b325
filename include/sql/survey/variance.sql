-- The variance of every estimate by Taylor linearisation: the scatter of the units' totals within strata, stage by stage.
-- Inputs: survey_part, survey_weight, survey_moment, survey_shift, survey_place, survey_stratum (temporary).
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

-- whose answers count for a part, and who is moved by the calibration without being in its domain
involved as (
    select shift.part, held.cell, held.n, held.weight, shift.mean, shift.share, shift.total
    from survey_shift as shift
    join survey_weight as held using (cross_cell)
    union all
    select part.part, held.cell, held.n, held.weight, 0, 0, 0
    from survey_part as part
    join survey_weight as held using (cell)
    where held.cross_cell is null
),

-- weighted influence of the units of a cell, its mean and its scatter: those who do not answer in the domain have none
-- of their own, and only the shift
piece as (
    select
        involved.part,
        involved.cell,
        involved.n,
        involved.weight * (inside.ratio * inside.mean - involved.mean) as mean,
        involved.weight * (inside.ratio * inside.share - involved.share) as share,
        involved.weight * (inside.ratio * inside.total - involved.total) as total,
        involved.weight ^ 2 * (inside.mean_scatter + inside.rest * inside.mean ^ 2) as mean_scatter,
        involved.weight ^ 2 * (inside.share_scatter + inside.rest * inside.share ^ 2) as share_scatter,
        involved.weight ^ 2 * (inside.total_scatter + inside.rest * inside.total ^ 2) as total_scatter
    from involved
    left join survey_part as part using (part, cell)
    join survey_moment as moment using (part)
    join lateral (
        select
            coalesce(part.n, 0)::double precision / involved.n as ratio,
            coalesce(part.n, 0)::double precision / involved.n * (involved.n - coalesce(part.n, 0)) as rest,
            coalesce((part.mean - moment.mean) / moment.population, 0) as mean,
            coalesce((part.share - moment.share) / moment.population, 0) as share,
            coalesce(part.share, 0) as total,
            coalesce(part.scatter / moment.population ^ 2, 0) as mean_scatter,
            coalesce(part.share_scatter / moment.population ^ 2, 0) as share_scatter,
            coalesce(part.share_scatter, 0) as total_scatter
    ) as inside on true
),

-- the total of a unit; where a cell stands for many units without a name, each has its share
unit as (
    select
        piece.part,
        place.stratum,
        place.unit,
        1::bigint as n,
        sum(piece.n * piece.mean order by piece.cell) as mean,
        sum(piece.n * piece.share order by piece.cell) as share,
        sum(piece.n * piece.total order by piece.cell) as total,
        0::double precision as mean_scatter,
        0::double precision as share_scatter,
        0::double precision as total_scatter
    from piece
    join survey_place as place using (cell)
    where place.unit is not null
    group by piece.part, place.stratum, place.unit
    union all
    select
        piece.part,
        place.stratum,
        piece.cell,
        piece.n,
        piece.mean,
        piece.share,
        piece.total,
        piece.mean_scatter,
        piece.share_scatter,
        piece.total_scatter
    from piece
    join survey_place as place using (cell)
    where place.unit is null
),

centre as (
    select
        unit.*,
        scale.scale,
        scale.units,
        scale.is_uncentred,
        case when scale.is_uncentred then 0 else sum(unit.n * unit.mean) over whole / scale.units end as mean_centre,
        case when scale.is_uncentred then 0 else sum(unit.n * unit.share) over whole / scale.units end as share_centre,
        case when scale.is_uncentred then 0 else sum(unit.n * unit.total) over whole / scale.units end as total_centre
    from unit
    join survey_scale as scale using (stratum)
    window
        whole as (
            partition by unit.part, unit.stratum
            order by unit.unit rows between unbounded preceding and unbounded following
        )
),

-- units of the stratum that have no total of their own lie at zero
stratum as (
    select
        part,
        stratum,
        min(scale) * (
            sum(n * (mean - mean_centre) ^ 2 + mean_scatter order by unit)
            + (min(units) - sum(n)) * min(mean_centre) ^ 2
        ) as mean,
        min(scale) * (
            sum(n * (share - share_centre) ^ 2 + share_scatter order by unit)
            + (min(units) - sum(n)) * min(share_centre) ^ 2
        ) as share,
        min(scale) * (
            sum(n * (total - total_centre) ^ 2 + total_scatter order by unit)
            + (min(units) - sum(n)) * min(total_centre) ^ 2
        ) as total
    from centre
    group by part, stratum
)

select
    part,
    sum(mean order by stratum) as mean,
    sum(share order by stratum) as share,
    sum(total order by stratum) as total
from stratum
group by part;
analyze survey_variance;
