-- One row per node, side and grouping of a run: the place of each unit, best = 1, ties share the smaller.
-- Inputs: scoring.score, scoring.run (ranking: groups, digits, min_coverage), scoring.run_node, scoring.run_unit.
-- Parameters: run_id.
-- Read by mart/ranking.sql and mart/score.sql. Units whose index covers too little weight are not ranked.
insert into scoring.rank (run_id, node_code, side, group_column, rank)
with

run as (
    select
        settings -> 'ranking' -> 'groups' as group_columns,
        (settings -> 'ranking' ->> 'digits')::integer as digits,
        (settings -> 'ranking' ->> 'min_coverage')::double precision as min_coverage
    from scoring.run
    where run_id = %(run_id)s
),

-- what the index of each unit covers decides for all of its nodes
index_coverage as (
    select cell.place, cell.coverage
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    cross join lateral unnest(score.coverage) with ordinality as cell (coverage, place)
    where score.run_id = %(run_id)s and node.parent_code is null and score.side = 'all'
),

member as (
    select
        unit.place,
        unit.year,
        listed.group_column,
        case
            when coverage.coverage < run.min_coverage then null
            when listed.group_column = 'overall' then 'overall'
            else unit.attributes ->> listed.group_column
        end as group_code
    from run
    cross join lateral (
        select 'overall' as group_column
        union all
        select jsonb_array_elements_text(run.group_columns) as group_column
    ) as listed
    join scoring.run_unit as unit on unit.run_id = %(run_id)s
    join index_coverage as coverage using (place)
),

cell as (
    select
        score.node_code,
        score.side,
        given.place,
        case when abs(given.score) < 1e15 then round(given.score::numeric, run.digits) else given.score::numeric end
            as score
    from scoring.score as score
    cross join run
    cross join lateral unnest(score.score) with ordinality as given (score, place)
    where score.run_id = %(run_id)s
),

ranked as (
    select
        cell.node_code,
        cell.side,
        member.group_column,
        cell.place,
        case
            when cell.score is not null and member.group_code is not null
                then rank() over (
                    partition by cell.node_code, cell.side, member.group_column, member.group_code, member.year
                    order by cell.score desc nulls last
                )
        end as rank
    from cell
    join member using (place)
)

select
    %(run_id)s,
    node_code,
    side,
    group_column,
    array_agg(rank order by place) as rank
from ranked
group by node_code, side, group_column
