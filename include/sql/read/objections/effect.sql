-- One row: what an accepted objection changes for its city, from the run without it to the run with it.
-- Inputs: core.objection, objection_decision; scoring.run, run_node, unit_value, unit_score, unit_rank of both runs.
-- Parameters: objection_id, run_id, without_run_id.
-- Read by rkci.objections.effect, which keeps it in quality.objection_effect.
with

standing as (
    select
        run.run_id,
        score.unit_code,
        score.score,
        place.rank
    from scoring.run as run
    join scoring.run_node as node on node.run_id = run.run_id and node.parent_code is null
    join scoring.unit_score as score
        on score.run_id = run.run_id and score.node_code = node.node_code and score.side = 'all'
    left join scoring.unit_rank as place
        on place.run_id = run.run_id
        and place.unit_code = score.unit_code
        and place.node_code = node.node_code
        and place.side = 'all'
        and place.group_column = 'class_code'
    where run.run_id in (%(run_id)s, %(without_run_id)s)
),

moved as (
    select count(*) as cities
    from standing as later
    join standing as earlier using (unit_code)
    where
        later.run_id = %(run_id)s
        and earlier.run_id = %(without_run_id)s
        and later.rank is distinct from earlier.rank
)

select
    objection.cycle_year,
    run.framework_id,
    objection.objection_id,
    objection.city_code,
    objection.indicator_code,
    without.value as value_before,
    without.origin as origin_before,
    decision.value,
    earlier.score as score_before,
    later.score,
    earlier.rank as rank_before,
    later.rank,
    moved.cities as places_moved
from core.objection as objection
join core.objection_decision as decision using (objection_id)
join scoring.run as run on run.run_id = %(run_id)s
join standing as later on later.run_id = run.run_id and later.unit_code = objection.city_code
join standing as earlier on earlier.run_id = %(without_run_id)s and earlier.unit_code = objection.city_code
join scoring.unit_value as without
    on without.run_id = %(without_run_id)s
    and without.unit_code = objection.city_code
    and without.indicator_code = objection.indicator_code
cross join moved
where objection.objection_id = %(objection_id)s
