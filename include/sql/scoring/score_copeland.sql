-- One row per node at one level of the tree that aggregates by Copeland: won less lost comparisons of each unit.
-- Inputs: scoring.normalised, scoring.score of the levels below, scoring.weight, run, run_node, run_indicator, run_unit.
-- Parameters: run_id, level (run from the lowest level of nodes upwards).
-- Builds scoring.score beside score.sql. Two units of a year compare by the weight of the children that both have.
insert into scoring.score (run_id, node_code, side, score, coverage)
with

parent as (
    select * from scoring.run_node where run_id = %(run_id)s and level = %(level)s and aggregation = 'copeland'
),

child as (
    select child.*, parent.data_threshold
    from scoring.child(%(run_id)s) as child
    join parent on parent.node_code = child.parent_code
),

cell as (
    select
        child.parent_code,
        child.side,
        child.code,
        child.weight,
        given.x,
        scoring.significant(given.x) as kept,
        given.coverage,
        unit.place,
        unit.year
    from child
    cross join lateral unnest(child.value, child.coverage) with ordinality as given (x, coverage, place)
    join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.place = given.place
),

family as (
    select
        parent_code,
        side,
        place,
        count(x)::double precision / count(*) as present,
        sum(weight * coverage order by code) / nullif(sum(weight order by code), 0) as coverage
    from cell
    group by parent_code, side, place
),

pair as (
    select
        one.parent_code,
        one.side,
        one.place,
        sum(
            one.weight * case when one.kept > other.kept then 1 when one.kept = other.kept then 0.5 else 0 end
            order by one.code
        )
        / nullif(sum(one.weight order by one.code), 0) as better
    from cell as one
    join cell as other using (parent_code, side, code)
    where
        one.place <> other.place
        and one.year is not distinct from other.year
        and one.x is not null
        and other.x is not null
    group by one.parent_code, one.side, one.place, other.place
),

-- a share of one half is one half, whatever the last bit of a sum of weights says
balance as (
    select parent_code, side, place, sum(sign(round(better::numeric, 12) - 0.5))::double precision as score
    from pair
    group by parent_code, side, place
)

select
    %(run_id)s,
    family.parent_code as node_code,
    family.side,
    array_agg(
        case
            when family.present = 0 or family.present < parent.data_threshold then null
            else coalesce(balance.score, 0)
        end
        order by family.place
    ) as score,
    array_agg(coalesce(family.coverage, 0) order by family.place) as coverage
from family
join parent on parent.node_code = family.parent_code
left join balance
    on balance.parent_code = family.parent_code
    and balance.side = family.side
    and balance.place = family.place
group by family.parent_code, family.side
