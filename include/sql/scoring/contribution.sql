-- One row per unit and present node or indicator: its effective weight and what it gives the index.
-- Inputs: scoring.unit_score, scoring.normalised, scoring.weight, scoring.run_node, scoring.run_unit.
-- Parameters: run_id.
-- Read by mart/contribution.sql. From the index downwards; the children of a node add up to it, but for Copeland's.
insert into scoring.contribution (run_id, unit_code, code, parent_code, level, effective_weight, contribution)
with recursive

item as (
    select
        score.place,
        node.node_code as code,
        node.parent_code,
        node.level,
        node.aggregation,
        node.power,
        score.score as value
    from scoring.unit_score as score
    join scoring.run_node as node using (run_id, node_code)
    where score.run_id = %(run_id)s and score.side = 'all' and score.score is not null
    union all
    select
        cell.place::integer,
        normalised.indicator_code as code,
        weight.parent_code,
        1 as level,
        null as aggregation,
        null as power,
        cell.value
    from scoring.normalised as normalised
    join scoring.weight as weight on weight.run_id = normalised.run_id and weight.code = normalised.indicator_code
    cross join lateral unnest(normalised.value) with ordinality as cell (value, place)
    where normalised.run_id = %(run_id)s and cell.value is not null
),

-- weights rescaled over the siblings that are present; none of them weighs anything where all weigh 0
present as (
    select
        item.*,
        weight.weight / nullif(
            sum(weight.weight) over (
                partition by item.place, item.parent_code
                order by item.code rows between unbounded preceding and unbounded following
            ),
            0
        ) as share
    from item
    join scoring.weight as weight on weight.run_id = %(run_id)s and weight.code = item.code
),

-- contribution = multiplier of the parent x share x f(value), f being the transform of the parent's mean;
-- where a child aggregates as its parent does, its multiplier is the parent's times its share
way as (
    select
        place,
        code,
        parent_code,
        level,
        aggregation,
        power,
        1::double precision as effective_weight,
        1::double precision as multiplier,
        scoring.mean_transform(aggregation, power, value) as contribution
    from present
    where parent_code is null and aggregation <> 'copeland'
    union all
    select
        child.place,
        child.code,
        child.parent_code,
        child.level,
        child.aggregation,
        child.power,
        parent.effective_weight * child.share,
        case
            when child.aggregation = parent.aggregation and (child.power is not distinct from parent.power)
                then parent.multiplier * child.share
            else given.contribution
                / nullif(scoring.mean_transform(child.aggregation, child.power, child.value), 0)
        end,
        given.contribution
    from way as parent
    join present as child on child.place = parent.place and child.parent_code = parent.code
    cross join lateral (
        -- f(parent) = 0 under another function: only the weights can divide it
        select coalesce(
            parent.multiplier * child.share * scoring.mean_transform(parent.aggregation, parent.power, child.value),
            parent.contribution * child.share
        ) as contribution
    ) as given
    where parent.aggregation <> 'copeland' and child.share is not null
)

select unit.run_id, unit.unit_code, way.code, way.parent_code, way.level, way.effective_weight, way.contribution
from way
join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.place = way.place
