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

-- the group of each unit as a vector, the year being part of it; null where the unit is not ranked
grouping as (
    select
        listed.group_column,
        array_agg(
            case
                when coverage.coverage < run.min_coverage then null
                when listed.group_column = 'overall' then concat_ws(' ', unit.year)
                else concat_ws(' ', unit.year) || (unit.attributes ->> listed.group_column)
            end
            order by unit.place
        ) as group_code
    from run
    cross join lateral (
        select 'overall' as group_column
        union all
        select jsonb_array_elements_text(run.group_columns) as group_column
    ) as listed
    join scoring.run_unit as unit on unit.run_id = %(run_id)s
    join index_coverage as coverage using (place)
    group by listed.group_column
)

select
    %(run_id)s,
    score.node_code,
    score.side,
    grouping.group_column,
    placed.rank
from scoring.score as score
cross join run
cross join grouping
cross join lateral (
    select array_agg(case when rounded is not null and group_code is not null then rank end order by place) as rank
    from (
        select
            cell.place,
            cell.group_code,
            rounded.score as rounded,
            rank() over (partition by cell.group_code order by rounded.score desc nulls last)::integer as rank
        from unnest(score.score, grouping.group_code) with ordinality as cell (score, group_code, place)
        cross join lateral (select round(cell.score::numeric, run.digits) as score) as rounded
    ) as ranked
) as placed
where score.run_id = %(run_id)s
