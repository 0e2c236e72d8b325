-- What calibration takes off the influence of the units of a calibration cell, per part and statistic: the residual form.
-- Inputs: survey_influence, survey_cross (temporary).
-- Parameters: none.
-- Read by survey/variance.sql. Empty where nothing is calibrated.
create temp table survey_sweep on commit drop as
with

swept as (
    select
        calibration,
        core.sweeps(
            array_agg(n::double precision order by cross_cell), array_agg(places order by cross_cell)
        ) as effects
    from survey_cross
    group by calibration
)

select
    swept.calibration,
    given.category as given,
    taking.category as taking,
    swept.effects[given.category][taking.category] as effect
from swept
cross join lateral generate_series(1, array_length(swept.effects, 1)) as given (category)
cross join lateral generate_series(1, array_length(swept.effects, 1)) as taking (category)
where swept.effects[given.category][taking.category] <> 0;
analyze survey_sweep;

create temp table survey_shift on commit drop as
with

-- the total influence of each category of the margins
total as (
    select
        gathered.part,
        crossed.calibration,
        held.category,
        sum(gathered.mean order by gathered.cross_cell) as mean,
        sum(gathered.share order by gathered.cross_cell) as share,
        sum(gathered.total order by gathered.cross_cell) as total
    from survey_influence as gathered
    join survey_cross as crossed using (cross_cell)
    cross join lateral unnest(crossed.places) as held (category)
    where gathered.mean is not null
    group by gathered.part, crossed.calibration, held.category
),

-- what each category takes off its units
effect as (
    select
        total.part,
        total.calibration,
        sweep.taking as category,
        sum(total.mean * sweep.effect order by total.category) as mean,
        sum(total.share * sweep.effect order by total.category) as share,
        sum(total.total * sweep.effect order by total.category) as total
    from total
    join survey_sweep as sweep on sweep.calibration = total.calibration and sweep.given = total.category
    group by total.part, total.calibration, sweep.taking
),

place as (
    select crossed.calibration, crossed.cross_cell, held.category
    from survey_cross as crossed
    cross join lateral unnest(crossed.places) as held (category)
)

-- all cells that this reaches, also those where nobody is in the domain of the part
select
    effect.part,
    place.cross_cell,
    sum(effect.mean order by place.category) as mean,
    sum(effect.share order by place.category) as share,
    sum(effect.total order by place.category) as total
from effect
join place using (calibration, category)
group by effect.part, place.cross_cell;
analyze survey_shift;
