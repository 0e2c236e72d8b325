-- One row per objection of the cycle, beside the indicator that it is about and what was decided on it already.
-- Inputs: staging.objection; core.cycle_indicator, objection, objection_decision.
-- Parameters: setting rkci.cycle.
-- Read by expectations/objection.json.
create view quality.batch_objection as
select
    given.*,
    ops.local_time(given.received_at, given.cycle_year) as received_text,
    indicator.name_id as indicator_name,
    indicator.valid_min,
    indicator.valid_max,
    count(*) over (partition by given.file_hash, given.city_code, given.indicator_code) as times_in_file,
    coalesce(decision.objection_id <> given.objection_id, false) as is_decided_already
from staging.objection as given
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join core.objection as counted using (cycle_year, city_code, indicator_code)
left join core.objection_decision as decision on decision.objection_id = counted.objection_id
where given.cycle_year = quality.cycle();
comment on view quality.batch_objection is 'staging.objection of the cycle as the suite objection reads it, beside indicators and decisions.';
