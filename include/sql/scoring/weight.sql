-- One row per node and indicator of a run: its weight rescaled within its parent, and its share of the index.
-- Inputs: scoring.run_node, scoring.run_indicator.
-- Parameters: run_id.
-- Read by scoring/score.sql, contribution.sql and mart/ranking.sql.
insert into scoring.weight (run_id, code, parent_code, level, weight, effective_weight)
with recursive

item as (
    select node_code as code, parent_code, level, weight
    from scoring.run_node
    where run_id = %(run_id)s
    union all
    select indicator_code as code, parent_code, 1 as level, weight
    from scoring.run_indicator
    where run_id = %(run_id)s
),

shared as (
    select
        code,
        parent_code,
        level,
        weight / sum(weight) over (
            partition by parent_code order by code rows between unbounded preceding and unbounded following
        ) as weight
    from item
),

way as (
    select code, parent_code, level, weight, weight as effective_weight
    from shared
    where parent_code is null
    union all
    select child.code, child.parent_code, child.level, child.weight, way.effective_weight * child.weight
    from way
    join shared as child on child.parent_code = way.code
)

select %(run_id)s, code, parent_code, level, weight, effective_weight
from way
