-- One row per grouping: the place of a unit by the index, how many share it, and how many are ranked.
-- Inputs: scoring.unit_rank, scoring.run_node.
-- Parameters: run_id, unit_code.
-- Read by rkci.scoring.explain. No row: the unit is not ranked.
with

place as (
    select
        place.unit_code,
        place.group_column,
        place.group_code,
        place.rank,
        count(*) over (partition by place.group_column, place.group_code) as ranked,
        count(*) over (partition by place.group_column, place.group_code, place.rank) as sharing
    from scoring.unit_rank as place
    join scoring.run_node as node using (run_id, node_code)
    where place.run_id = %(run_id)s and node.parent_code is null and place.side = 'all'
)

select group_column, group_code, rank, ranked, sharing
from place
where unit_code = %(unit_code)s
order by group_column = 'overall', group_column
