-- One row per unit and node at one level of the tree, whole and by side: its children's weighted mean.
-- Inputs: scoring.normalised, scoring.score of the levels below, scoring.run_node, scoring.run_indicator.
-- Parameters: run_id, level (run from the lowest level of nodes upwards).
-- Read by scoring/rank.sql, level.sql, contribution.sql. A missing child drops out and the weights rescale.
insert into scoring.score (run_id, unit_code, node_code, side, score, coverage)
with

parent as (
    select * from scoring.run_node where run_id = %(run_id)s and level = %(level)s
),

child as (
    select
        normalised.unit_code,
        indicator.parent_code,
        indicator.indicator_code as code,
        sides.side,
        indicator.weight,
        normalised.value,
        (normalised.value is not null)::integer::double precision as coverage
    from scoring.normalised as normalised
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    cross join lateral (values ('all'), (indicator.side)) as sides (side)
    where normalised.run_id = %(run_id)s
    union all
    select
        score.unit_code,
        node.parent_code,
        node.node_code as code,
        score.side,
        node.weight,
        score.score as value,
        score.coverage
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    where score.run_id = %(run_id)s
),

family as (
    select
        child.unit_code,
        child.parent_code,
        child.side,
        parent.aggregation,
        parent.power,
        parent.data_threshold,
        count(*) as children,
        count(child.value) as present,
        min(child.value) as smallest,
        sum(child.weight * scoring.mean_transform(parent.aggregation, parent.power, child.value) order by child.code)
        / nullif(sum(child.weight order by child.code) filter (where child.value is not null), 0) as transformed,
        sum(child.weight * child.coverage order by child.code) / sum(child.weight order by child.code) as coverage
    from child
    join parent on parent.node_code = child.parent_code
    group by
        child.unit_code, child.parent_code, child.side, parent.aggregation, parent.power, parent.data_threshold
)

select
    %(run_id)s,
    unit_code,
    parent_code as node_code,
    side,
    case
        when present < greatest(1, children * coalesce(data_threshold, 0)) then null
        when aggregation <> 'arithmetic' and smallest <= 0
            then scoring.refuse(
                format(
                    'Unit %%s: a child of %%s has the value %%s, and a %%s mean needs positive ones: normalise to a '
                    'range above 0 or aggregate otherwise.', unit_code, parent_code, smallest, aggregation
                )
            )
        else scoring.mean_inverse(aggregation, power, transformed)
    end as score,
    coverage
from family
