-- One row per node at one level of the tree, whole and by side: the weighted mean of its children over the units.
-- Inputs: scoring.normalised, scoring.score of the levels below, scoring.weight, run, run_node, run_indicator.
-- Parameters: run_id, level (run from the lowest level of nodes upwards).
-- Read by scoring/rank.sql, level.sql, contribution.sql. A missing child drops out and the weights rescale.
insert into scoring.score (run_id, node_code, side, score, coverage)
with

parent as (
    select * from scoring.run_node where run_id = %(run_id)s and level = %(level)s and aggregation <> 'copeland'
),

child as (
    select * from scoring.child(%(run_id)s)
),

-- a child without a gap weighs the same for every unit: only the others need a sum per unit
family as (
    select
        child.parent_code,
        child.side,
        count(*)::double precision as children,
        sum(child.weight order by child.code) as weight,
        coalesce(sum(child.weight order by child.code) filter (where child.is_complete), 0) as weight_complete,
        count(*) filter (where child.is_complete) as children_complete,
        coalesce(sum(child.weight order by child.code) filter (where child.is_covered), 0) as weight_covered,
        scoring.weighted_sum(
            scoring.mean_terms(
                %(run_id)s, child.parent_code, child.code, parent.aggregation, parent.power, child.value
            ),
            child.weight order by child.code
        ) as total,
        scoring.weighted_sum(scoring.presence(child.value), child.weight order by child.code)
        filter (where not child.is_complete) as weight_present,
        scoring.weighted_sum(scoring.presence(child.value), 1 order by child.code)
        filter (where not child.is_complete) as present,
        scoring.weighted_sum(child.coverage, child.weight order by child.code)
        filter (where not child.is_covered) as covered
    from child
    join parent on parent.node_code = child.parent_code
    group by child.parent_code, child.side
)

select
    %(run_id)s,
    family.parent_code as node_code,
    family.side,
    mean.score,
    mean.coverage
from family
join parent on parent.node_code = family.parent_code
join lateral (
    select
        array_agg(
            case
                when family.children_complete + coalesce(present, 0) = 0 then null
                when (family.children_complete + coalesce(present, 0)) / family.children < parent.data_threshold
                    then null
                else scoring.mean_inverse(
                        parent.aggregation,
                        parent.power,
                        total / nullif(family.weight_complete + coalesce(weight_present, 0), 0)
                    )
            end
            order by place
        ) as score,
        array_agg(
            coalesce((family.weight_covered + coalesce(covered, 0)) / nullif(family.weight, 0), 0) order by place
        ) as coverage
    from unnest(family.total, family.weight_present, family.present, family.covered)
        with ordinality as cell (total, weight_present, present, covered, place)
) as mean on true
