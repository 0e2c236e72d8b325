-- One row per state of the assessment of a cycle: how many maturity answers are in it, and how many changed level.
-- Inputs: quality.assessment_state.
-- Parameters: cycle.
-- Read by `rkci agreement` and `make run`.
select
    state,
    count(*) as answers,
    count(*) filter (where assessed_level < claimed_level) as below_claim,
    count(*) filter (where assessed_level = claimed_level) as as_claimed,
    count(*) filter (where assessed_level > claimed_level) as above_claim
from quality.assessment_state
where cycle_year = %(cycle)s
group by state
order by state
