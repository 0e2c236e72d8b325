-- One row per run: how much of each unit is available and not zero, and whether it is scored.
-- Inputs: scoring.denominated, scoring.run (settings: screening), scoring.run_unit.
-- Parameters: run_id.
-- Read by scoring/imputed.sql, unit by unit by scoring.unit_screened. Shares of zeros are of the values that there are; forced lists go before thresholds.
insert into scoring.screened (run_id, available, nonzero, is_kept, reason)
with

screening as (
    select
        run_id,
        settings #>> '{screening,method}' as method,
        (settings #>> '{screening,min_available}')::double precision as min_available,
        (settings #>> '{screening,min_nonzero}')::double precision as min_nonzero,
        coalesce(settings #> '{screening,force_in}', '[]') as force_in,
        coalesce(settings #> '{screening,force_out}', '[]') as force_out
    from scoring.run
    where run_id = %(run_id)s
),

counted as (
    select
        cell.place,
        count(cell.value)::double precision / count(*) as available,
        count(*) filter (where cell.value <> 0)::double precision / nullif(count(cell.value), 0) as nonzero
    from scoring.denominated as denominated
    join screening on screening.run_id = denominated.run_id and screening.method <> 'none'
    cross join lateral unnest(denominated.value) with ordinality as cell (value, place)
    group by cell.place
),

judged as (
    select
        unit.run_id,
        unit.place,
        counted.available,
        coalesce(counted.nonzero, case when counted.available = 0 then 1 end) as nonzero,
        case
            when screening.method = 'none' then 'not screened'
            when screening.force_in ? unit.entity_code then 'forced in'
            when screening.force_out ? unit.entity_code then 'forced out'
            when screening.method in ('by_na', 'by_na_and_zeros') and counted.available < screening.min_available
                then format(
                    '%%s of its values are available, less than %%s', counted.available, screening.min_available
                )
            when screening.method in ('by_zeros', 'by_na_and_zeros') and counted.nonzero < screening.min_nonzero
                then format('%%s of its values are not zero, less than %%s', counted.nonzero, screening.min_nonzero)
            else 'enough'
        end as reason
    from screening
    join scoring.run_unit as unit using (run_id)
    left join counted using (place)
)

select
    run_id,
    array_agg(available order by place),
    array_agg(nonzero order by place),
    array_agg(reason in ('not screened', 'forced in', 'enough') order by place),
    array_agg(reason order by place)
from judged
group by run_id
