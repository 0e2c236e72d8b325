-- One row per city and strength or weakness of a release: the indicators farthest from the median of its class.
-- Inputs: scoring.cell, weight, run_indicator of the run; core.cycle_city; mart.audit_threshold of the release.
-- Parameters: release_id, run_id.
-- Read by BI, the package and a city's report card. Imputed values say nothing about a city and are left out.
insert into mart.strength (
    release_id, cycle_year, framework_id, city_code, class_code, kind, place, indicator_code, parent_code, name_id,
    name_en, unit, value, origin, is_simulated, normalised, class_median, effective_weight, points, rank_in_class,
    class_cities, class_best, gap, best_city_code
)
with

run as (
    select * from scoring.run where run_id = %(run_id)s
),

-- to the digits of a release, so that the last bits decide neither a tie nor the order
cell as (
    select
        cell.unit_code as city_code,
        cycle_city.class_code,
        cell.indicator_code,
        cell.denominated as value,
        cell.origin,
        cell.is_simulated,
        round(cell.normalised::numeric, 10) as normalised
    from run
    join scoring.cell as cell using (run_id)
    join core.cycle_city as cycle_city
        on cycle_city.cycle_year = run.cycle_year and cycle_city.city_code = cell.unit_code
    where cell.normalised is not null and not cell.is_imputed
),

class as (
    select
        class_code,
        indicator_code,
        count(*) as cities,
        percentile_cont(0.5) within group (order by normalised) as median,
        max(normalised) as best
    from cell
    group by class_code, indicator_code
),

best_city as (
    select
        cell.class_code,
        cell.indicator_code,
        min(cell.city_code) as city_code
    from cell
    join class using (class_code, indicator_code)
    where cell.normalised = class.best
    group by cell.class_code, cell.indicator_code
),

compared as (
    select
        cell.*,
        class.cities as class_cities,
        class.median as class_median,
        class.best as class_best,
        best_city.city_code as best_city_code,
        weight.effective_weight,
        round((weight.effective_weight * (cell.normalised - class.median))::numeric, 10) as points,
        rank() over (
            partition by cell.class_code, cell.indicator_code order by cell.normalised desc
        ) as rank_in_class
    from cell
    join class using (class_code, indicator_code)
    join best_city using (class_code, indicator_code)
    join scoring.weight as weight on weight.run_id = %(run_id)s and weight.code = cell.indicator_code
),

placed as (
    select
        *,
        case when points > 0 then 'strength' else 'weakness' end as kind,
        row_number() over (
            partition by city_code, sign(points) order by abs(points) desc, indicator_code collate "C"
        ) as place
    from compared
    where points <> 0
)

select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    placed.city_code,
    placed.class_code,
    placed.kind,
    placed.place,
    placed.indicator_code,
    indicator.parent_code,
    indicator.name_id,
    indicator.name_en,
    indicator.unit,
    placed.value,
    placed.origin,
    placed.is_simulated,
    placed.normalised,
    placed.class_median,
    placed.effective_weight,
    placed.points,
    placed.rank_in_class,
    placed.class_cities,
    placed.class_best,
    placed.class_best - placed.normalised as gap,
    placed.best_city_code
from run
cross join placed
join scoring.run_indicator as indicator
    on indicator.run_id = run.run_id and indicator.indicator_code = placed.indicator_code
join mart.audit_threshold as threshold
    on threshold.release_id = %(release_id)s and threshold.threshold_code = 'strengths_shown'
where placed.place <= threshold.value
