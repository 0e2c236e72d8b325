-- One row per nominee: the proposal that a person approved, in place of the one before it.
-- Inputs: staging.nominee.
-- Parameters: cycle; decision_id of the approval.
-- Read by scoring runs, visits_ingest and `rkci shortlist`.
delete from core.nominee where cycle_year = %(cycle)s;

insert into core.nominee (
    cycle_year, city_code, class_code, place, score, rank_low, rank_high, probability_in, run_id, decision_id
)
select
    cycle_year,
    city_code,
    class_code,
    place,
    score,
    rank_low,
    rank_high,
    probability_in,
    run_id,
    %(decision_id)s
from staging.nominee
where cycle_year = %(cycle)s and is_in
order by class_code, place;
