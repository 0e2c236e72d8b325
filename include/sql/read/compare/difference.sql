-- One row per city of either release and part of the difference between its two scores: which indicator, and why.
-- Inputs: mart.release, ranking, indicator_value, contribution, method (whoever may read mart may run it).
-- Parameters: before, after (release_id).
-- Read by rkci.publish.difference. A city without parts has one row; the parts of a city add up to its difference.
with

index_node as (
    select
        earlier.code,
        earlier.aggregation,
        earlier.power,
        -- contributions of two releases can be subtracted if they are points of the same transform of the index
        earlier.aggregation = later.aggregation
        and (earlier.power is not distinct from later.power)
        and not exists (
            select from mart.method where release_id in (%(before)s, %(after)s) and aggregation = 'copeland'
        ) as is_divisible
    from mart.method as earlier
    join mart.method as later on later.release_id = %(after)s and later.parent_code is null
    where earlier.release_id = %(before)s and earlier.parent_code is null
),

ranked as (
    select *, count(*) over (partition by release_id, class_code, rank_in_class) > 1 as is_tied
    from mart.ranking
    where release_id in (%(before)s, %(after)s)
),

city as (
    select
        coalesce(earlier.city_code, later.city_code) as city_code,
        coalesce(later.city_name, earlier.city_name) as city_name,
        case
            when earlier.city_code is null then 'added'
            when later.city_code is null then 'removed'
            else 'both'
        end as membership,
        earlier.class_code as class_before,
        later.class_code as class_after,
        earlier.rank_in_class as rank_before,
        later.rank_in_class as rank_after,
        earlier.rank_in_class is not null and earlier.is_tied as is_tied_before,
        later.rank_in_class is not null and later.is_tied as is_tied_after,
        earlier.score as score_before,
        later.score as score_after,
        later.score - earlier.score as score_difference,
        index_node.code as index_code,
        index_node.is_divisible,
        case when index_node.is_divisible then index_node.aggregation else 'arithmetic' end as scale,
        index_node.power
    from (select * from ranked where release_id = %(before)s) as earlier
    full join (select * from ranked where release_id = %(after)s) as later on later.city_code = earlier.city_code
    cross join index_node
),

scaled as (
    select
        *,
        case scale
            when 'arithmetic' then score_after - score_before
            when 'geometric' then ln(score_after) - ln(score_before)
            when 'harmonic' then 1 / score_after - 1 / score_before
            when 'generalised' then score_after ^ power - score_before ^ power
        end as difference
    from city
),

-- ---- what gave each city its score in each release
item as (
    select
        given.release_id,
        given.city_code,
        given.indicator_code,
        given.name_en,
        given.value,
        given.treated,
        given.normalised,
        given.normalised is not null and (given.value is null or given.origin = 'imputed') as is_imputed,
        contribution.contribution is not null as is_present,
        coalesce(contribution.contribution, 0) as contribution,
        coalesce(contribution.effective_weight, 0) as weight,
        method.effective_weight as full_weight,
        method.denominator,
        method.treatment,
        method.direction,
        method.transform,
        method.normalisation::jsonb as normalisation
    from mart.indicator_value as given
    join mart.method as method
        on method.release_id = given.release_id and method.code = given.indicator_code
    left join mart.contribution as contribution
        on contribution.release_id = given.release_id
        and contribution.city_code = given.city_code
        and contribution.indicator_code = given.indicator_code
    where given.release_id in (%(before)s, %(after)s)
),

pair as (
    select
        earlier.city_code,
        earlier.indicator_code,
        later.name_en,
        earlier.is_present and later.is_present as is_present_in_both,
        later.contribution - earlier.contribution as difference,
        -- contribution = points x weight; weight = declared weight x rescaling over what is present
        coalesce(earlier.contribution / nullif(earlier.weight, 0), later.contribution / nullif(later.weight, 0), 0)
            as points_before,
        coalesce(later.contribution / nullif(later.weight, 0), earlier.contribution / nullif(earlier.weight, 0), 0)
            as points_after,
        earlier.weight as weight_before,
        later.weight as weight_after,
        earlier.full_weight as full_weight_before,
        later.full_weight as full_weight_after,
        coalesce(earlier.weight / nullif(earlier.full_weight, 0), later.weight / nullif(later.full_weight, 0), 1)
            as rescaling_before,
        coalesce(later.weight / nullif(later.full_weight, 0), earlier.weight / nullif(earlier.full_weight, 0), 1)
            as rescaling_after,
        -- what changed on the way from the raw value to the normalised one
        (earlier.value is distinct from later.value) as is_other_value,
        (earlier.treated is distinct from later.treated) as is_other_treated,
        (earlier.normalised is distinct from later.normalised) as is_other_normalised,
        earlier.is_imputed or later.is_imputed as is_imputed,
        coalesce(earlier.denominator, later.denominator) is not null
        and (earlier.treatment is not distinct from later.treatment) as is_denominated,
        (
            row(earlier.normalisation, earlier.direction, earlier.transform)
            is distinct from row(later.normalisation, later.direction, later.transform)
        ) as is_other_scale,
        earlier.normalised as normalised_before,
        later.normalised as normalised_after,
        later.treated as treated_after,
        earlier.direction as direction_before,
        earlier.transform as transform_before,
        earlier.normalisation as normalisation_before,
        earlier.normalisation ->> 'method' = 'goalposts' and later.normalisation ->> 'method' = 'goalposts'
            as has_goalposts
    from item as earlier
    join item as later
        on later.release_id = %(after)s
        and later.city_code = earlier.city_code
        and later.indicator_code = earlier.indicator_code
    where earlier.release_id = %(before)s
),

-- ---- the new value between the old goalposts tells a change of datum from one of goalposts
old_goalposts as (
    select
        *,
        (normalisation_before ->> 'min')::double precision as scale_min,
        (normalisation_before ->> 'max')::double precision as scale_max,
        (normalisation_before ->> 'truncate')::boolean as is_truncated,
        case
            when transform_before = 'ln' then ln((normalisation_before ->> 'goalpost_low')::double precision)
            else (normalisation_before ->> 'goalpost_low')::double precision
        end as low,
        case
            when transform_before = 'ln' then ln((normalisation_before ->> 'goalpost_high')::double precision)
            else (normalisation_before ->> 'goalpost_high')::double precision
        end as high,
        case when transform_before = 'ln' then ln(nullif(greatest(treated_after, 0), 0)) else treated_after end as x
    from pair
    where is_present_in_both and has_goalposts and is_other_treated and is_other_scale and treated_after is not null
),

under_old_goalposts as (
    select
        city_code,
        indicator_code,
        scale_min
        + (scale_max - scale_min) * case
            when is_truncated then greatest(0, least(1, coalesce(share, 0)))
            else share
        end as normalised
    from (
        select
            *,
            case when direction_before > 0 then x - low else high - x end / (high - low) as share
        from old_goalposts
    ) as between_goalposts
),

split as (
    select
        pair.*,
        old_goal.normalised is not null as is_split,
        -- share of the change of points that the new datum makes under the old goalposts
        coalesce(
            (old_goal.normalised - normalised_before) / nullif(normalised_after - normalised_before, 0), 1
        ) as datum_share,
        (weight_before + weight_after) / 2 * (points_after - points_before) as points_part,
        (points_before + points_after) / 2
        * (rescaling_before + rescaling_after) / 2
        * (full_weight_after - full_weight_before) as weight_part,
        (points_before + points_after) / 2
        * (full_weight_before + full_weight_after) / 2
        * (rescaling_after - rescaling_before) as coverage_part
    from pair
    left join under_old_goalposts as old_goal using (city_code, indicator_code)
    where is_present_in_both
),

-- a higher declared weight and less rescaling cancel out: what is left of both goes to the larger
netted as (
    select
        *,
        case
            when is_other_value and is_imputed then 'imputation'
            when is_other_value then 'datum'
            when is_other_treated and is_denominated then 'denominator'
            when is_other_treated then 'treatment'
            when is_other_normalised and is_imputed then 'imputation'
            when is_other_normalised then 'normalisation'
            else 'aggregation'
        end
        || case
            when (is_other_value or is_other_treated) and is_other_scale and not is_split then ' and normalisation'
            else ''
        end as points_cause,
        case
            when weight_part * coverage_part >= 0 then weight_part
            when abs(weight_part) >= abs(coverage_part) then weight_part + coverage_part
            else 0
        end as net_weight_part,
        case
            when weight_part * coverage_part >= 0 then coverage_part
            when abs(weight_part) >= abs(coverage_part) then 0
            else weight_part + coverage_part
        end as net_coverage_part
    from split
),

part as (
    select city_code, indicator_code, name_en, points_cause as cause, points_part * datum_share as part
    from netted
    union all
    select city_code, indicator_code, name_en, 'normalisation' as cause, points_part * (1 - datum_share) as part
    from netted
    union all
    select city_code, indicator_code, name_en, 'weight' as cause, net_weight_part as part
    from netted
    union all
    select city_code, indicator_code, name_en, 'coverage' as cause, net_coverage_part as part
    from netted
    union all
    select city_code, indicator_code, name_en, 'coverage' as cause, difference as part
    from pair
    where not is_present_in_both
    union all
    select
        item.city_code,
        item.indicator_code,
        item.name_en,
        case when item.release_id = %(after)s then 'added' else 'removed' end as cause,
        case when item.release_id = %(after)s then item.contribution else -item.contribution end as part
    from item
    where not exists (select from pair where pair.indicator_code = item.indicator_code)
),

-- ---- a score that cannot be divided differs by the way of aggregating, all of it
explained as (
    select scaled.city_code, part.indicator_code, part.name_en, part.cause, part.part
    from scaled
    join part using (city_code)
    where scaled.is_divisible and scaled.difference is not null and abs(part.part) > 1e-12
    union all
    select city_code, index_code as indicator_code, null as name_en, 'aggregation' as cause, difference as part
    from scaled
    where not is_divisible and difference <> 0
)

select
    scaled.city_code,
    scaled.city_name,
    scaled.membership,
    scaled.class_before,
    scaled.class_after,
    scaled.rank_before,
    scaled.rank_after,
    scaled.is_tied_before,
    scaled.is_tied_after,
    scaled.score_before,
    scaled.score_after,
    scaled.score_difference,
    scaled.scale,
    scaled.difference,
    explained.indicator_code,
    explained.name_en as indicator_name,
    explained.cause,
    explained.part,
    scaled.difference - coalesce(
        sum(explained.part) over (
            partition by scaled.city_code
            order by explained.indicator_code, explained.cause rows between unbounded preceding and unbounded following
        ),
        0
    ) as unexplained
from scaled
left join explained using (city_code)
order by
    abs(scaled.rank_after - scaled.rank_before) desc nulls first,
    abs(scaled.score_difference) desc nulls first,
    scaled.city_code,
    abs(explained.part) desc,
    explained.indicator_code,
    explained.cause
