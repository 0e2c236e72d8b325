-- One row per indicator of a run: its treated values on the scale of the index, more is better.
-- Inputs: scoring.treated, scoring.run_indicator (direction, transform, normalisation), scoring.run_unit.
-- Parameters: run_id.
-- Read by scoring/score.sql. What has no scale (a constant, a target below all values, ln of 0) is refused by name.
insert into scoring.normalised (run_id, indicator_code, value)
with

method as (
    select
        indicator_code,
        direction,
        transform,
        normalisation ->> 'method' as method,
        normalisation ->> 'pool' as pool,
        normalisation ->> 'group' as group_column,
        normalisation ->> 'reference' as reference,
        (normalisation ->> 'min')::double precision as scale_min,
        (normalisation ->> 'max')::double precision as scale_max,
        (normalisation ->> 'mean')::double precision as scale_mean,
        (normalisation ->> 'sd')::double precision as scale_sd,
        (normalisation ->> 'goalpost_low')::double precision as goalpost_low,
        (normalisation ->> 'goalpost_high')::double precision as goalpost_high,
        direction * (normalisation ->> 'target')::double precision as target,
        (normalisation ->> 'cap')::boolean as is_capped,
        (normalisation ->> 'truncate')::boolean as is_truncated,
        (normalisation ->> 'constant')::double precision as constant
    from scoring.run_indicator
    where run_id = %(run_id)s
),

-- the groups that are scaled apart, where the pool is not everyone
grouping as (
    select
        listed.group_column,
        array_agg(
            case listed.group_column when 'year' then unit.year::text else unit.attributes ->> listed.group_column end
            order by unit.place
        ) as pool
    from (select distinct group_column from method where pool = 'group') as listed
    cross join scoring.run_unit as unit
    where unit.run_id = %(run_id)s
    group by listed.group_column
),

-- transform first, then direction: bounds flip with it
directed as (
    select
        method.*,
        parts.pool_code,
        parts.place,
        case
            when method.transform = 'ln'
                then scoring.directed_log(%(run_id)s, indicator_code, parts.place, parts.part, direction)
            when direction = 1 then parts.part
            else array(select -x from (select unnest(parts.part) as x) as cell)
        end as value
    from scoring.treated as treated
    join method using (indicator_code)
    left join grouping on grouping.group_column = method.group_column and method.pool = 'group'
    cross join lateral scoring.parts(treated.value, grouping.pool) as parts
    where treated.run_id = %(run_id)s
),

bounded as (
    select
        directed.*,
        reach.*,
        reference.value as reference_value,
        case when direction = 1 then post.low else -post.high end as post_low,
        case when direction = 1 then post.high else -post.low end as post_high
    from directed
    join lateral (
        select
            count(cell.x) as n,
            min(cell.x) as smallest,
            max(cell.x) as largest,
            sum(cell.x) filter (where directed.method = 'zscore') / nullif(count(cell.x), 0) as mean,
            stddev_samp(cell.x) filter (where directed.method = 'zscore') as sd
        from (select unnest(directed.value) as x) as cell
    ) as reach on true
    join lateral (
        select
            case transform when 'ln' then ln(nullif(greatest(goalpost_low, 0), 0)) else goalpost_low end as low,
            case transform when 'ln' then ln(nullif(greatest(goalpost_high, 0), 0)) else goalpost_high end as high
    ) as post on true
    left join lateral (
        select cell.x as value
        from unnest(directed.value) with ordinality as cell (x, place)
        join scoring.run_unit as unit
            on unit.run_id = %(run_id)s
            and unit.place = coalesce(directed.place[cell.place], cell.place)
            and unit.entity_code = directed.reference
        where directed.method = 'distance_to_reference'
        order by cell.place
        limit 1
    ) as reference on true
),

-- every linear method is (x - zero) / (one - zero) on a scale from scale_zero to scale_one
linear as (
    select
        *,
        case
            when method = 'goalposts' or pool = 'frozen' then post_low
            when method = 'zscore' then mean
            when method = 'fraction_of_max' then 0
            when method = 'scaled' then scale_min
            else smallest
        end as zero,
        case
            when method = 'goalposts' or pool = 'frozen' then post_high
            when method = 'zscore' then mean + sd
            when method = 'scaled' then scale_max
            when method = 'distance_to_target' then target
            when method = 'distance_to_reference' then reference_value
            else largest
        end as one,
        case
            when method in ('minmax', 'goalposts') then scale_min
            when method = 'zscore' then scale_mean
            else 0
        end as scale_zero,
        case
            when method in ('minmax', 'goalposts') then scale_max
            when method = 'zscore' then scale_mean + scale_sd
            when method = 'scaled' then 100
            else 1
        end as scale_one
    from bounded
),

checked as (
    select
        *,
        case
            when n = 0 then 'empty'
            when method in ('rank', 'borda') then 'ranked'
            when
                method = 'percentile_rank' and n > 1
                or method in ('goalposts', 'scaled', 'fraction_of_max') and zero <> one
                or pool = 'frozen' and zero <> one
                or method in ('minmax', 'distance_to_max', 'distance_to_target', 'distance_to_reference') and zero < one
                or method = 'zscore' and sd > 0
                then case method when 'percentile_rank' then 'ranked' else 'linear' end
            when constant is not null and (n = 1 or smallest = largest) then 'constant'
            when scoring.refuse(
                    format(
                        'Indicator %%s%%s cannot be normalised by %%s: %%s.',
                        indicator_code,
                        case
                            when place is not null
                                then coalesce(' in the group ' || pool_code, ' among the units without a group')
                        end,
                        method,
                        case
                            when n = 1
                                then 'only one unit has a value; give it goalposts, an explicit '
                                'normalisation.constant, or leave it out'
                            when smallest = largest
                                then 'it has the same value for every unit; give it goalposts, an '
                                'explicit normalisation.constant, or leave it out'
                            when method = 'distance_to_reference'
                                then format(
                                    'the reference unit %%s has %%s, which must be better than the worst value; '
                                    'name another',
                                    coalesce(reference, 'none'), coalesce(reference_value::text, 'no value')
                                )
                            when method = 'distance_to_target'
                                then format(
                                    'its target %%s is not better than the worst value %%s; fix the target',
                                    direction * target, direction * smallest
                                )
                            when method = 'fraction_of_max' then 'its largest value is 0; use another method'
                            else 'its two bounds are the same; fix them'
                        end
                    )
                ) is null then 'refused'
        end as way
    from linear
),

scaled as (
    select
        indicator_code,
        pool_code,
        place,
        case way
            when 'empty' then value
            when 'constant'
                then array(
                    select case when x is not null then constant end
                    from (select unnest(value) as x) as cell
                )
            when 'linear'
                then array(
                    select
                        case
                            when x is null then null
                            when is_truncated and method in ('minmax', 'goalposts')
                                then greatest(
                                    least(scale_zero, scale_one),
                                    least(
                                        greatest(scale_zero, scale_one),
                                        scale_zero + (scale_one - scale_zero) * (x - zero) / (one - zero)
                                    )
                                )
                            when is_capped and method in ('distance_to_target', 'distance_to_reference')
                                then least(1, (x - zero) / (one - zero))
                            else scale_zero + (scale_one - scale_zero) * (x - zero) / (one - zero)
                        end
                    from (select unnest(value) as x) as cell
                )
            when 'ranked'
                then array(
                    select
                        case
                            when x is null then null
                            when method = 'rank' then rank() over (partition by x is null order by kept)
                            when method = 'borda' then rank() over (partition by x is null order by kept) - 1
                            else (rank() over (partition by x is null order by kept) - 1) / (n - 1)::double precision
                        end
                    from (
                        select x, number, scoring.significant(x) as kept
                        from unnest(value) with ordinality as given (x, number)
                    ) as cell
                    order by number
                )
        end as value
    from checked
)

select %(run_id)s, indicator_code, scoring.whole(place, value order by pool_code) as value
from scaled
group by indicator_code
