-- One row per unit and node that two runs both have: its score in both, and the difference.
-- Inputs: scoring.unit_score of both runs.
-- Parameters: before_run_id, after_run_id.
-- Read by rkci.scoring.what_if, which writes it out.
select
    earlier.unit_code as unit,
    earlier.node_code as code,
    earlier.score as score_before,
    later.score as score_after,
    later.score - earlier.score as score_difference
from scoring.unit_score as earlier
join scoring.unit_score as later
    on later.run_id = %(after_run_id)s
    and later.unit_code = earlier.unit_code
    and later.node_code = earlier.node_code
    and later.side = earlier.side
where earlier.run_id = %(before_run_id)s and earlier.side = 'all'
order by earlier.unit_code, earlier.node_code collate "C"
