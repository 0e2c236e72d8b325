-- One row per unit and indicator of a run: the selected value, or what imputation puts in its place, marked.
-- Inputs: scoring.selected, scoring.run_indicator (imputation: method, group), scoring.run_unit (groups).
-- Parameters: run_id.
-- Read by scoring/treated.sql. A value that does not apply is no gap and is not filled.
insert into scoring.imputed (run_id, unit_code, indicator_code, value, is_imputed)
with

cell as (
    select
        selected.unit_code,
        selected.indicator_code,
        selected.value,
        selected.status,
        indicator.imputation ->> 'method' as method,
        case
            when indicator.imputation ->> 'method' like 'group%%'
                then unit.groups ->> (indicator.imputation ->> 'group')
            else ''
        end as pool
    from scoring.selected as selected
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    join scoring.run_unit as unit using (run_id, unit_code)
    where selected.run_id = %(run_id)s
),

centre as (
    select
        indicator_code,
        pool,
        sum(value order by unit_code) / count(value) as mean,
        percentile_cont(0.5) within group (order by value) as median
    from cell
    where method <> 'none' and value is not null
    group by indicator_code, pool
)

select
    %(run_id)s,
    cell.unit_code,
    cell.indicator_code,
    coalesce(cell.value, filled.value) as value,
    cell.value is null and filled.value is not null as is_imputed
from cell
left join centre using (indicator_code, pool)
cross join lateral (
    select case
        when cell.status <> 'missing' then null
        when cell.method in ('mean', 'group_mean') then centre.mean
        when cell.method in ('median', 'group_median') then centre.median
    end as value
) as filled
