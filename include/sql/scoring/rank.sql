-- One row per node, side and grouping of a run: the place of each unit, nominees first, best = 1, ties share the smaller.
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

index_score as materialized (
    select score.coverage
    from scoring.run_node as node
    join scoring.score as score using (run_id, node_code)
    where node.run_id = %(run_id)s and node.parent_code is null and score.side = 'all'
),

-- what the index of each unit covers decides for all of its nodes
index_coverage as (
    select cell.place, cell.coverage
    from index_score
    cross join lateral unnest(index_score.coverage) with ordinality as cell (coverage, place)
),

member as (
    select
        listed.group_column,
        unit.place,
        unit.year,
        unit.is_nominee,
        case
            when coverage.coverage < run.min_coverage then null
            when listed.group_column = 'overall' then 'overall'
            else unit.attributes ->> listed.group_column
        end as group_code
    from run
    join lateral (
        select 'overall' as group_column
        union all
        select jsonb_array_elements_text(run.group_columns) as group_column
    ) as listed on true
    join scoring.run_unit as unit on unit.run_id = %(run_id)s
    join index_coverage as coverage using (place)
),

-- the group of each unit as a vector of numbers, a year's groups apart; null where the unit is not ranked
grouping as materialized (
    select
        group_column,
        array_agg(case when group_code is not null then number end order by place) as number,
        array_agg(is_nominee order by place) as is_nominee
    from (
        select *, dense_rank() over (partition by group_column order by year, group_code) as number
        from member
    ) as numbered
    group by group_column
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
join lateral (
    select array_agg(case when rounded is not null and number is not null then rank end order by place) as rank
    from (
        select
            place,
            number,
            rounded,
            rank() over (partition by number order by is_nominee desc, rounded desc nulls last)::integer as rank
        from (
            select
                cell.place,
                cell.number,
                cell.is_nominee,
                scoring.rounded(cell.score, run.digits) as rounded
            from unnest(score.score, grouping.number, grouping.is_nominee)
                with ordinality as cell (score, number, is_nominee, place)
        ) as cell
    ) as ranked
) as placed on true
where score.run_id = %(run_id)s
