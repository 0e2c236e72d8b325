-- One row per assessment of the cycle, beside the register of assessors, the question, and what the city claims.
-- Inputs: staging.assessment; ops.assessor, assessor_conflict; core.cycle_city, cycle_indicator, indicator_value.
-- Parameters: setting rkci.cycle.
-- Read by expectations/assessment.json.
create view quality.batch_assessment as
select
    given.*,
    ops.local_time(given.received_at, given.cycle_year) as received_text,
    city.city_code is not null as is_city_of_cycle,
    indicator.name_id as indicator_name,
    coalesce(indicator.value_kind = 'maturity' and indicator.source = 'submitted', false) as is_maturity_question,
    register.assessor is not null as is_assessor,
    conflict.reason as conflict_reason,
    claim.value as claimed_level,
    count(*) over (partition by given.file_hash, given.assessor, given.city_code, given.indicator_code)
        as times_in_file
from staging.assessment as given
left join core.cycle_city as city using (cycle_year, city_code)
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join ops.assessor as register using (cycle_year, assessor)
left join ops.assessor_conflict as conflict using (cycle_year, assessor, city_code)
left join core.indicator_value as claim
    on claim.cycle_year = given.cycle_year
    and claim.city_code = given.city_code
    and claim.indicator_code = given.indicator_code
    and claim.origin = 'submitted'
where given.cycle_year = quality.cycle();
comment on view quality.batch_assessment is 'staging.assessment of the cycle as the suite assessment reads it, beside register, question and claim.';
