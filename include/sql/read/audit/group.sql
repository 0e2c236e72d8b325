-- One row per group of cities of a run that are ranked together on the index: which cities have a place in it.
-- Nominees are a group of their own: `besar, nominees`.
-- Inputs: scoring.unit_rank, run_unit and run_node of the run.
-- Parameters: run_id.
-- Read by rkci.scoring.audit.
select
    ranked.group_column,
    ranked.group_code || case when unit.is_nominee then ', nominees' else '' end as group_code,
    array_agg(ranked.place order by ranked.place) as places
from scoring.unit_rank as ranked
join scoring.run_node as node using (run_id, node_code)
join scoring.run_unit as unit using (run_id, unit_code)
where ranked.run_id = %(run_id)s and node.parent_code is null and ranked.side = 'all'
group by ranked.group_column, ranked.group_code, unit.is_nominee
order by ranked.group_column collate "C", ranked.group_code collate "C", unit.is_nominee
