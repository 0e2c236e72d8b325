-- One row per ranked unit, node, side and grouping: its place, best = 1, ties share the smaller.
-- Inputs: scoring.score, scoring.run (ranking: groups, digits, min_coverage), scoring.run_unit (groups).
-- Parameters: run_id.
-- Read by mart/ranking.sql and mart/score.sql. Units whose index covers too little weight are not ranked.
insert into scoring.rank (run_id, unit_code, node_code, side, group_column, group_code, rank)
with

run as (
    select
        run_id,
        settings -> 'ranking' -> 'groups' as group_columns,
        (settings -> 'ranking' ->> 'digits')::integer as digits,
        (settings -> 'ranking' ->> 'min_coverage')::double precision as min_coverage
    from scoring.run
    where run_id = %(run_id)s
),

ranked_unit as (
    select score.unit_code
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    join run using (run_id)
    where node.parent_code is null and score.side = 'all' and score.coverage >= run.min_coverage
),

membership as (
    select unit.unit_code, 'overall' as group_column, 'overall' as group_code
    from scoring.run_unit as unit
    join ranked_unit using (unit_code)
    where unit.run_id = %(run_id)s
    union all
    select unit.unit_code, group_column, unit.groups ->> group_column as group_code
    from scoring.run_unit as unit
    join ranked_unit using (unit_code)
    join run using (run_id)
    cross join lateral jsonb_array_elements_text(run.group_columns) as listed (group_column)
    where unit.groups ->> group_column is not null
)

select
    score.run_id,
    score.unit_code,
    score.node_code,
    score.side,
    membership.group_column,
    membership.group_code,
    rank() over (
        partition by score.node_code, score.side, membership.group_column, membership.group_code
        order by round(score.score::numeric, run.digits) desc
    ) as rank
from scoring.score as score
join run using (run_id)
join membership using (unit_code)
where score.score is not null
