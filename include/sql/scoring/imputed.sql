-- One row per indicator of a run: its values over the units that are kept, gaps filled where the framework says so.
-- Inputs: scoring.denominated, screened, unit_screened, selected (status), run_indicator (imputation), run_unit (attributes, year).
-- Parameters: run_id.
-- Read by scoring/treated.sql. A value that does not apply is no gap; in a panel each year is imputed by itself.
insert into scoring.imputed (run_id, indicator_code, value)
with

unit as (
    select unit.unit_code, unit.place, unit.entity_code, unit.year, unit.attributes, screened.is_kept
    from scoring.run_unit as unit
    join scoring.unit_screened as screened using (run_id, place)
    where unit.run_id = %(run_id)s
),

kept as materialized (
    select is_kept, true = all(is_kept) as is_everyone
    from scoring.screened
    where run_id = %(run_id)s
),

indicator as (
    select
        indicator_code,
        parent_code,
        direction,
        imputation ->> 'method' as method,
        imputation ->> 'group' as group_column,
        imputation ->> 'scope' as scope,
        (imputation ->> 'value')::double precision as constant
    from scoring.run_indicator
    where run_id = %(run_id)s
),

-- nothing to fill: the values as they are, without the units that are screened out
untouched as (
    select
        indicator_code,
        case
            when kept.is_everyone then denominated.value
            else (
                select array_agg(case when cell.is_kept then cell.x end order by cell.place)
                from unnest(denominated.value, kept.is_kept) with ordinality as cell (x, is_kept, place)
            )
        end as value
    from scoring.denominated as denominated
    join indicator using (indicator_code)
    cross join kept
    where denominated.run_id = %(run_id)s and indicator.method = 'none'
),

-- cells of kept units: for the row mean of all indicators, else of those that are filled
cell as (
    select
        indicator.*,
        unit.unit_code,
        unit.place,
        unit.entity_code,
        unit.year,
        case
            when indicator.method in ('group_mean', 'group_median') then unit.attributes ->> indicator.group_column
            else ''
        end as pool,
        given.x
    from scoring.denominated as denominated
    join indicator using (indicator_code)
    cross join lateral unnest(denominated.value) with ordinality as given (x, place)
    join unit using (place)
    where
        denominated.run_id = %(run_id)s
        and unit.is_kept
        and (
            indicator.method <> 'none'
            or exists (select from indicator as row_wise where row_wise.method = 'row_mean')
        )
),

not_applicable as (
    select selected.indicator_code, given.place
    from scoring.selected as selected
    cross join lateral unnest(selected.status) with ordinality as given (status, place)
    where selected.run_id = %(run_id)s and given.status = 'not_applicable'
),

centre as (
    select
        indicator_code,
        pool,
        year,
        sum(x order by place) / count(x) as mean,
        percentile_cont(0.5) within group (order by x) as median
    from cell
    where x is not null and method in ('mean', 'median', 'group_mean', 'group_median')
    group by indicator_code, pool, year
),

-- the row mean: every indicator from its worst (0) to its best (1), their mean within the unit, back on its own scale
range as (
    select indicator_code, year, min(direction * x) as worst, max(direction * x) as best
    from cell
    group by indicator_code, year
),

normalised as (
    select
        cell.indicator_code,
        cell.parent_code,
        cell.place,
        (cell.direction * cell.x - range.worst) / nullif(range.best - range.worst, 0) as share
    from cell
    join range on range.indicator_code = cell.indicator_code and range.year is not distinct from cell.year
    where exists (select from indicator as row_wise where row_wise.method = 'row_mean')
),

row_centre as (
    select place, '' as parent_code, sum(share order by indicator_code) / nullif(count(share), 0) as share
    from normalised
    group by place
    union all
    select place, parent_code, sum(share order by indicator_code) / nullif(count(share), 0) as share
    from normalised
    group by place, parent_code
),

-- a panel: the last observation before, and the nearest on both sides
neighbour as (
    select
        open.indicator_code,
        open.place,
        (array_agg(seen.x order by seen.year desc) filter (where seen.year < open.year))[1] as x_before,
        max(seen.year) filter (where seen.year < open.year) as year_before,
        (array_agg(seen.x order by seen.year) filter (where seen.year > open.year))[1] as x_after,
        min(seen.year) filter (where seen.year > open.year) as year_after
    from cell as open
    join cell as seen using (indicator_code, entity_code)
    where open.method in ('latest', 'linear') and open.x is null and seen.x is not null
    group by open.indicator_code, open.place, open.year
),

filled as (
    select
        cell.indicator_code,
        cell.place,
        case
            when cell.x is not null then cell.x
            when not_applicable.place is not null then null
            when cell.method = 'constant' then cell.constant
            when cell.method in ('mean', 'group_mean') then centre.mean
            when cell.method in ('median', 'group_median') then centre.median
            when cell.method = 'row_mean'
                then cell.direction * (range.worst + row_centre.share * (range.best - range.worst))
            when cell.year is null
                then scoring.refuse(
                    format(
                        'Indicator %%s is to be imputed by %%s, which needs a panel: give the values a column year '
                        'with several years, or choose another method.', cell.indicator_code, cell.method
                    )
                )
            when cell.method = 'latest' then neighbour.x_before
            when neighbour.x_before is null or neighbour.x_after is null
                then coalesce(neighbour.x_before, neighbour.x_after)
            else neighbour.x_before + (neighbour.x_after - neighbour.x_before)
                * (cell.year - neighbour.year_before) / (neighbour.year_after - neighbour.year_before)
        end as value
    from cell
    left join not_applicable using (indicator_code, place)
    left join centre
        on centre.indicator_code = cell.indicator_code
        and centre.pool = cell.pool
        and centre.year is not distinct from cell.year
    left join range on range.indicator_code = cell.indicator_code and range.year is not distinct from cell.year
    left join row_centre
        on row_centre.place = cell.place
        and row_centre.parent_code = case cell.scope when 'parent' then cell.parent_code else '' end
        and cell.method = 'row_mean'
    left join neighbour on neighbour.indicator_code = cell.indicator_code and neighbour.place = cell.place
    where cell.method <> 'none'
)

select %(run_id)s, indicator_code, value
from untouched
union all
select %(run_id)s, indicator.indicator_code, array_agg(filled.value order by unit.place)
from indicator
cross join unit
left join filled on filled.indicator_code = indicator.indicator_code and filled.place = unit.place
where indicator.method <> 'none'
group by indicator.indicator_code
