-- One row per unit and present node or indicator: its effective weight and what it gives the index.
-- Inputs: scoring.score, scoring.normalised, scoring.run_node, scoring.run_indicator.
-- Parameters: run_id.
-- Read by mart/contribution.sql. From the index downwards; the children of a node add up to it.
insert into scoring.contribution (run_id, unit_code, code, parent_code, level, effective_weight, contribution)
with recursive

item as (
    select
        score.unit_code,
        node.node_code as code,
        node.parent_code,
        node.level,
        node.weight,
        node.aggregation,
        node.power,
        score.score as value
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    where score.run_id = %(run_id)s and score.side = 'all' and score.score is not null
    union all
    select
        normalised.unit_code,
        indicator.indicator_code as code,
        indicator.parent_code,
        1 as level,
        indicator.weight,
        null as aggregation,
        null as power,
        normalised.value
    from scoring.normalised as normalised
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    where normalised.run_id = %(run_id)s and normalised.value is not null
),

-- weights rescaled over the siblings that are present
present as (
    select
        *,
        weight / sum(weight) over (
            partition by unit_code, parent_code order by code rows between unbounded preceding and unbounded following
        ) as share
    from item
),

-- contribution = multiplier of the parent x share x f(value), f being the transform of the parent's mean;
-- where a child aggregates as its parent does, its multiplier is the parent's times its share
way as (
    select
        unit_code,
        code,
        parent_code,
        level,
        aggregation,
        power,
        1::double precision as effective_weight,
        1::double precision as multiplier,
        scoring.mean_transform(aggregation, power, value) as contribution
    from present
    where parent_code is null
    union all
    select
        child.unit_code,
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
    join present as child on child.unit_code = parent.unit_code and child.parent_code = parent.code
    cross join lateral (
        -- f(parent) = 0 under another function: only the weights can divide it
        select coalesce(
            parent.multiplier * child.share * scoring.mean_transform(parent.aggregation, parent.power, child.value),
            parent.contribution * child.share
        ) as contribution
    ) as given
)

select %(run_id)s, unit_code, code, parent_code, level, effective_weight, contribution
from way
