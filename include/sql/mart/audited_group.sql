-- One row per group of cities of a run that are ranked together on the index: which cities have a place in it.
-- Inputs: scoring.unit_rank and run_node of the run.
-- Parameters: run_id.
-- Read by rkci.scoring.audit.
select
    ranked.group_column,
    ranked.group_code,
    array_agg(ranked.place order by ranked.place) as places
from scoring.unit_rank as ranked
join scoring.run_node as node using (run_id, node_code)
where ranked.run_id = %(run_id)s and node.parent_code is null and ranked.side = 'all'
group by ranked.group_column, ranked.group_code
order by ranked.group_column collate "C", ranked.group_code collate "C"
