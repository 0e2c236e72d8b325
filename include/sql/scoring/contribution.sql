-- One row per unit and present node or indicator: its effective weight and what it gives the index.
-- Inputs: scoring.score, scoring.normalised, scoring.weight, scoring.run_node, scoring.run_unit.
-- Parameters: run_id.
-- Read by mart/contribution.sql. From the index downwards; the children of a node add up to it, but for Copeland's.
insert into scoring.contribution (run_id, unit_code, code, parent_code, level, effective_weight, contribution)
with recursive

child as (
    select child.*, weight.level, node.aggregation, node.power
    from scoring.child(%(run_id)s) as child
    join scoring.weight as weight on weight.run_id = %(run_id)s and weight.code = child.code
    left join scoring.run_node as node on node.run_id = %(run_id)s and node.node_code = child.code
    where child.side = 'all'
),

-- the weight of the siblings that are present, over which a parent's weights rescale
family as (
    select
        parent_code,
        coalesce(sum(weight order by code) filter (where is_complete), 0) as weight_complete,
        scoring.weighted_sum(scoring.presence(value), weight order by code)
        filter (where not is_complete) as weight_present
    from child
    group by parent_code
),

-- contribution = multiplier of the parent x share x f(value), f being the transform of the parent's mean;
-- where a child aggregates as its parent does, its multiplier is the parent's times its share
way as (
    select
        node.node_code as code,
        node.parent_code,
        node.level,
        node.aggregation,
        node.power,
        array_fill(1::double precision, array[cardinality(score.score)]) as effective_weight,
        array(
            select case when cell.x is not null then 1::double precision end
            from unnest(score.score) with ordinality as cell (x, place)
            order by cell.place
        ) as multiplier,
        array(
            select scoring.mean_transform(node.aggregation, node.power, cell.x)
            from unnest(score.score) with ordinality as cell (x, place)
            order by cell.place
        ) as contribution
    from scoring.run_node as node
    join scoring.score as score using (run_id, node_code)
    where
        node.run_id = %(run_id)s and node.parent_code is null and score.side = 'all' and node.aggregation <> 'copeland'
    union all
    select
        child.code,
        child.parent_code,
        child.level,
        child.aggregation,
        child.power,
        given.effective_weight,
        given.multiplier,
        given.contribution
    from way as parent
    join child on child.parent_code = parent.code
    join family on family.parent_code = parent.code
    join lateral (
        select
            array_agg(cell.effective_weight * cell.share order by cell.place) as effective_weight,
            array_agg(
                case
                    when child.aggregation = parent.aggregation and child.power is not distinct from parent.power
                        then cell.multiplier * cell.share
                    else cell.given / nullif(scoring.mean_transform(child.aggregation, child.power, cell.x), 0)
                end
                order by cell.place
            ) as multiplier,
            array_agg(cell.given order by cell.place) as contribution
        from (
            select
                part.*,
                -- f(parent) = 0 under another function: only the weights can divide it
                coalesce(
                    part.multiplier * part.share * scoring.mean_transform(parent.aggregation, parent.power, part.x),
                    part.contribution * part.share
                ) as given
            from (
                select
                    listed.*,
                    case
                        when x is not null
                            then child.weight / nullif(family.weight_complete + coalesce(weight_present, 0), 0)
                    end as share
                from unnest(
                        child.value,
                        family.weight_present,
                        parent.effective_weight,
                        parent.multiplier,
                        parent.contribution
                    ) with ordinality as listed (x, weight_present, effective_weight, multiplier, contribution, place)
            ) as part
        ) as cell
    ) as given on true
    where parent.aggregation <> 'copeland'
)

select
    unit.run_id,
    unit.unit_code,
    way.code,
    way.parent_code,
    way.level,
    cell.weight as effective_weight,
    cell.contribution
from way
cross join lateral unnest(way.effective_weight, way.contribution) with ordinality as cell (weight, contribution, place)
join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.place = cell.place
where cell.contribution is not null
