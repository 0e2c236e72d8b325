-- One row per city, node of the tree and side of a release: its score, places and level.
-- Inputs: scoring.unit_score, unit_rank, level and run_node of the run.
-- Parameters: release_id, run_id.
-- Read by BI and the package.
insert into mart.score (
    release_id, cycle_year, framework_id, city_code, node_code, parent_code, level, side, name_id, name_en, score,
    rank_in_class, rank_overall, level_code
)
select
    %(release_id)s,
    run.cycle_year,
    run.framework_id,
    score.unit_code,
    node.node_code,
    node.parent_code,
    node.level,
    score.side,
    node.name_id,
    node.name_en,
    score.score,
    in_class.rank,
    overall.rank,
    case when score.side = 'all' then level.level_code end
from scoring.run as run
join scoring.unit_score as score using (run_id)
join scoring.run_node as node using (run_id, node_code)
left join scoring.level as level using (run_id, unit_code, node_code)
left join scoring.unit_rank as in_class
    on in_class.run_id = run.run_id and in_class.unit_code = score.unit_code
    and in_class.node_code = score.node_code and in_class.side = score.side and in_class.group_column = 'class_code'
left join scoring.unit_rank as overall
    on overall.run_id = run.run_id and overall.unit_code = score.unit_code
    and overall.node_code = score.node_code and overall.side = score.side and overall.group_column = 'overall'
where run.run_id = %(run_id)s
