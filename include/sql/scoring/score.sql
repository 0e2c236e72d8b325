-- One row per node at one level of the tree, whole and by side: the weighted mean of its children over the units.
-- Inputs: scoring.normalised, scoring.score of the levels below, scoring.weight, run, run_node, run_indicator, run_unit.
-- Parameters: run_id, level (run from the lowest level of nodes upwards).
-- Read by scoring/rank.sql, level.sql, contribution.sql. A missing child drops out and the weights rescale.
insert into scoring.score (run_id, node_code, side, score, coverage)
with

parent as (
    select * from scoring.run_node where run_id = %(run_id)s and level = %(level)s
),

child as (
    select
        indicator.parent_code,
        indicator.indicator_code as code,
        sides.side,
        weight.weight,
        normalised.value,
        scoring.presence(normalised.value) as coverage
    from scoring.run as run
    join scoring.normalised as normalised using (run_id)
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    join parent on parent.node_code = indicator.parent_code
    join scoring.weight as weight on weight.run_id = run.run_id and weight.code = indicator.indicator_code
    cross join lateral (values ('all'), (case run.kind when 'cycle' then indicator.side end)) as sides (side)
    where run.run_id = %(run_id)s and sides.side is not null
    union all
    select
        node.parent_code,
        node.node_code as code,
        score.side,
        weight.weight,
        score.score as value,
        score.coverage
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    join parent on parent.node_code = node.parent_code
    join scoring.weight as weight on weight.run_id = score.run_id and weight.code = node.node_code
    where score.run_id = %(run_id)s
),

-- a mean that its values do not have: a geometric one of zero, a harmonic one of a negative
impossible as (
    select scoring.refuse(
        format(
            'Unit %%s: a child of %%s has the value %%s (%%s), and a %%s mean needs positive ones: normalise to a range '
            'above 0 or aggregate otherwise.', unit.unit_code, child.parent_code, cell.x, child.code, parent.aggregation
        )
    )
    from child
    join parent on parent.node_code = child.parent_code
    cross join lateral unnest(child.value) with ordinality as cell (x, place)
    join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.place = cell.place
    where
        parent.aggregation in ('geometric', 'harmonic', 'generalised')
        and cell.x <= 0
        and scoring.mean_transform(parent.aggregation, parent.power, cell.x) is null
),

family as (
    select
        child.parent_code,
        child.side,
        count(*)::double precision as children,
        sum(child.weight order by child.code) as weight,
        scoring.weighted_sum(
            scoring.mean_transform(parent.aggregation, parent.power, child.value), child.weight order by child.code
        ) as total,
        scoring.weighted_sum(child.coverage, child.weight order by child.code) as covered,
        scoring.weighted_sum(scoring.presence(child.value), child.weight order by child.code) as weight_present,
        scoring.weighted_sum(scoring.presence(child.value), 1 order by child.code) as present
    from child
    join parent on parent.node_code = child.parent_code
    group by child.parent_code, child.side
),

-- Copeland: two units of a year compare by the weight of the children on which the one is better
pair as (
    select
        child.parent_code,
        child.side,
        one.place,
        sum(child.weight * case when one.x > other.x then 1 when one.x = other.x then 0.5 else 0 end order by child.code)
        / nullif(sum(child.weight order by child.code), 0) as better
    from child
    join parent on parent.node_code = child.parent_code and parent.aggregation = 'copeland'
    cross join lateral unnest(child.value) with ordinality as one (x, place)
    cross join lateral unnest(child.value) with ordinality as other (x, place)
    join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.place = one.place
    join scoring.run_unit as opponent on opponent.run_id = %(run_id)s and opponent.place = other.place
    where one.x is not null and other.x is not null and one.place <> other.place
        and unit.year is not distinct from opponent.year
    group by child.parent_code, child.side, one.place, other.place
),

copeland as (
    select
        parent_code,
        side,
        place,
        -- a share of one half, whatever the last bit of a sum of weights says
        sum(sign(round(better::numeric, 12) - 0.5))::double precision as balance
    from pair
    group by parent_code, side, place
),

mean as (
    select
        family.parent_code,
        family.side,
        cell.place,
        cell.covered / family.weight as coverage,
        case
            when cell.present = 0 or cell.present / family.children < parent.data_threshold then null
            when parent.aggregation = 'copeland' then coalesce(copeland.balance, 0)
            else scoring.mean_inverse(parent.aggregation, parent.power, cell.total / nullif(cell.weight_present, 0))
        end as score
    from family
    join parent on parent.node_code = family.parent_code
    cross join lateral unnest(family.total, family.covered, family.weight_present, family.present)
        with ordinality as cell (total, covered, weight_present, present, place)
    left join copeland
        on copeland.parent_code = family.parent_code and copeland.side = family.side and copeland.place = cell.place
)

select
    %(run_id)s,
    parent_code as node_code,
    side,
    array_agg(score order by place) as score,
    array_agg(coalesce(coverage, 0) order by place) as coverage
from mean
where not exists (select from impossible)
group by parent_code, side
