-- One row per unit of two runs: its places and scores by the index in both, and how far it moves.
-- Inputs: scoring.run, run_unit, run_node, unit_score, unit_rank of both runs.
-- Parameters: before_run_id, after_run_id.
-- Read by rkci.scoring.what_if and bridge. Places are in the first grouping that both rank by, else among all.
with

listed as (
    select run.run_id, named.group_column, named.place
    from scoring.run as run
    join jsonb_array_elements_text(run.settings -> 'ranking' -> 'groups') with ordinality as named (group_column, place)
        on true
    where run.run_id in (%(before_run_id)s, %(after_run_id)s)
),

ranked_by as (
    select coalesce(
        (
            select earlier.group_column
            from listed as earlier
            join listed as later using (group_column)
            where earlier.run_id = %(before_run_id)s and later.run_id = %(after_run_id)s
            order by earlier.place
            limit 1
        ),
        'overall'
    ) as group_column
),

standing as (
    select
        unit.run_id,
        unit.unit_code,
        unit.unit_name,
        case
            when ranked_by.group_column = 'overall' then 'overall'
            else unit.attributes ->> ranked_by.group_column
        end as group_code,
        score.score,
        score.coverage,
        place.rank,
        place.rank is not null
        and count(*) over (partition by unit.run_id, place.group_code, place.rank) > 1 as is_tied
    from scoring.run_unit as unit
    cross join ranked_by
    join scoring.run_node as node on node.run_id = unit.run_id and node.parent_code is null
    left join scoring.unit_score as score
        on score.run_id = unit.run_id
        and score.unit_code = unit.unit_code
        and score.node_code = node.node_code
        and score.side = 'all'
    left join scoring.unit_rank as place
        on place.run_id = unit.run_id
        and place.unit_code = unit.unit_code
        and place.node_code = node.node_code
        and place.side = 'all'
        and place.group_column = ranked_by.group_column
    where unit.run_id in (%(before_run_id)s, %(after_run_id)s)
)

select
    coalesce(later.unit_code, earlier.unit_code) as unit_code,
    coalesce(later.unit_name, earlier.unit_name) as unit_name,
    earlier.group_code as group_before,
    later.group_code as group_after,
    earlier.rank as rank_before,
    later.rank as rank_after,
    earlier.rank - later.rank as places_won,
    coalesce(earlier.is_tied, false) as is_tied_before,
    coalesce(later.is_tied, false) as is_tied_after,
    earlier.score as score_before,
    later.score as score_after,
    later.score - earlier.score as score_difference,
    earlier.coverage as coverage_before,
    later.coverage as coverage_after,
    (earlier.rank is distinct from later.rank) or (earlier.group_code is distinct from later.group_code) as is_moved
from (select * from standing where run_id = %(before_run_id)s) as earlier
full join (select * from standing where run_id = %(after_run_id)s) as later on later.unit_code = earlier.unit_code
order by
    is_moved desc,
    abs(earlier.rank - later.rank) desc nulls first,
    abs(later.score - earlier.score) desc nulls first,
    unit_code
