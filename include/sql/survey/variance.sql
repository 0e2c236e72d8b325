-- The variance of every estimate by Taylor linearisation: the scatter of the units' totals within strata, stage by stage.
-- Inputs: survey_part, survey_weight, survey_moment, survey_influence, survey_shift, survey_place, survey_stratum
-- (temporary).
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
        parent,
        units,
        coalesce(earlier_share, 1) * coalesce(1 - units / population, 1) as share,
        units = 1 and coalesce(1 - units / population, 1) > 1e-7 as is_lonely
    from survey_stratum
    where stage = 1 or population is not null
)

select
    stage,
    stratum,
    parent,
    units,
    is_lonely and %(lonely_psu)s = 'adjust' as is_adjusted,
    design in (select held.design from survey_weight as held where held.cross_cell is not null) as is_calibrated,
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

-- weighted influence of the units of a cell, its mean and its scatter: those who do not answer in the domain have none
-- of their own, and only the shift
create temp table survey_moved on commit drop as
with

-- cells some of which the calibration moves without their being in the domain of the part
partly as (
    select shift.*
    from survey_shift as shift
    join (select cross_cell, count(*) as cells from survey_weight group by cross_cell) as whole using (cross_cell)
    left join survey_influence as inside using (part, cross_cell)
    where coalesce(inside.cells, 0) < whole.cells
),

-- whose answers count for a part, and who is moved without that
involved as (
    select
        part.part,
        held.cell,
        held.n,
        held.weight,
        coalesce(shift.mean, 0) as mean_shift,
        coalesce(shift.share, 0) as share_shift,
        coalesce(shift.total, 0) as total_shift,
        part.n as answered,
        (part.mean - moment.mean) / moment.population as mean,
        (part.share - moment.share) / moment.population as share,
        part.share as total,
        part.scatter / moment.population / moment.population as mean_scatter,
        part.share_scatter / moment.population / moment.population as share_scatter,
        part.share_scatter as total_scatter
    from survey_part as part
    join survey_weight as held using (cell)
    join survey_moment as moment using (part)
    left join survey_shift as shift using (part, cross_cell)
    union all
    select partly.part, held.cell, held.n, held.weight, partly.mean, partly.share, partly.total, 0, 0, 0, 0, 0, 0, 0
    from partly
    join survey_weight as held using (cross_cell)
    left join survey_part as part using (part, cell)
    where part.part is null
)

select
    part,
    cell,
    n,
    weight * (ratio * mean - mean_shift) as mean,
    weight * (ratio * share - share_shift) as share,
    weight * (ratio * total - total_shift) as total,
    weight * weight * (mean_scatter + rest * mean * mean) as mean_scatter,
    weight * weight * (share_scatter + rest * share * share) as share_scatter,
    weight * weight * (total_scatter + rest * total * total) as total_scatter
from involved
join lateral (
    select
        answered::double precision / n as ratio,
        answered::double precision / n * (n - answered) as rest
) as inside on true;
analyze survey_moved;

create temp table survey_variance on commit drop as
with

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
    from survey_moved as piece
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
    from survey_moved as piece
    join survey_place as place using (cell)
    where place.unit is null
),

-- what `adjust` sets a lonely unit against: the mean of the totals of the units of all strata within one unit of the
-- stage before. As in R 4.5 strata without anybody of the domain have no part in it, but in a design that is calibrated
everyone as (
    select
        reached.part,
        reached.parent,
        reached.is_calibrated,
        reached.mean / held.units as mean,
        reached.share / held.units as share,
        reached.total / held.units as total
    from (
        select
            unit.part,
            scale.parent,
            scale.is_calibrated,
            array_agg(distinct unit.stratum) as strata,
            sum(unit.n * unit.mean order by unit.stratum, unit.unit) as mean,
            sum(unit.n * unit.share order by unit.stratum, unit.unit) as share,
            sum(unit.n * unit.total order by unit.stratum, unit.unit) as total
        from unit
        join survey_scale as scale using (stratum)
        where %(lonely_psu)s = 'adjust'
        group by unit.part, scale.parent, scale.is_calibrated
    ) as reached
    join lateral (
        select sum(scale.units) as units
        from survey_scale as scale
        where scale.parent = reached.parent and (reached.is_calibrated or scale.stratum = any(reached.strata))
    ) as held on true
),

centre as (
    select
        unit.*,
        scale.scale,
        scale.units,
        case when scale.is_adjusted then everyone.mean else sum(unit.n * unit.mean) over whole / scale.units end
            as mean_centre,
        case when scale.is_adjusted then everyone.share else sum(unit.n * unit.share) over whole / scale.units end
            as share_centre,
        case when scale.is_adjusted then everyone.total else sum(unit.n * unit.total) over whole / scale.units end
            as total_centre
    from unit
    join survey_scale as scale using (stratum)
    left join everyone on everyone.part = unit.part and everyone.parent = scale.parent
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
            sum(n * (mean - mean_centre) * (mean - mean_centre) + mean_scatter order by unit)
            + (min(units) - sum(n)) * min(mean_centre) * min(mean_centre)
        ) as mean,
        min(scale) * (
            sum(n * (share - share_centre) * (share - share_centre) + share_scatter order by unit)
            + (min(units) - sum(n)) * min(share_centre) * min(share_centre)
        ) as share,
        min(scale) * (
            sum(n * (total - total_centre) * (total - total_centre) + total_scatter order by unit)
            + (min(units) - sum(n)) * min(total_centre) * min(total_centre)
        ) as total
    from centre
    group by part, stratum
    union all
    -- a lonely unit of a calibrated design in which nobody is of the domain lies at zero, too
    select
        everyone.part,
        scale.stratum,
        scale.scale * everyone.mean * everyone.mean,
        scale.scale * everyone.share * everyone.share,
        scale.scale * everyone.total * everyone.total
    from everyone
    join survey_scale as scale
        on scale.parent = everyone.parent and scale.is_adjusted and scale.is_calibrated
    where not exists (select from unit where unit.part = everyone.part and unit.stratum = scale.stratum)
)

select
    part,
    sum(mean order by stratum) as mean,
    sum(share order by stratum) as share,
    sum(total order by stratum) as total
from stratum
group by part;
analyze survey_variance;
