-- One row per finding of the cycle, beside the indicator, the nominee, the people and the claim that it names.
-- Inputs: staging.visit_finding; core.cycle_indicator, nominee, indicator_value; ops.assessor, assessor_conflict.
-- Parameters: setting rkci.cycle.
-- Read by expectations/visit_finding.json.
create view quality.batch_visit_finding as
select
    given.*,
    indicator.name_id as indicator_name,
    indicator.valid_min,
    indicator.valid_max,
    coalesce(indicator.value_kind in ('maturity', 'boolean'), false) as is_whole,
    coalesce(indicator.source = 'visit', false) as is_visit_only,
    nominee.city_code is not null as is_nominee,
    assessor.assessor is not null as is_assessor,
    reviewer.assessor is not null as is_reviewer,
    conflict.is_there as has_conflict,
    claim.value as claim,
    count(*) over (
        partition by given.file_hash, given.city_code, given.indicator_code, given.assessor
    ) as times_in_file
from staging.visit_finding as given
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join core.nominee as nominee using (cycle_year, city_code)
left join ops.assessor as assessor on assessor.cycle_year = given.cycle_year and assessor.assessor = given.assessor
left join ops.assessor as reviewer on reviewer.cycle_year = given.cycle_year and reviewer.assessor = given.reviewer
left join lateral (
    select count(*) > 0 as is_there
    from ops.assessor_conflict as declared
    where
        declared.cycle_year = given.cycle_year
        and declared.city_code = given.city_code
        and declared.assessor in (given.assessor, given.reviewer)
) as conflict on true
left join core.indicator_value as claim
    on claim.cycle_year = given.cycle_year
    and claim.city_code = given.city_code
    and claim.indicator_code = given.indicator_code
    and claim.origin = 'submitted'
where given.cycle_year = quality.cycle();
comment on view quality.batch_visit_finding is 'staging.visit_finding of the cycle as the suite visit_finding reads it, beside nominees, people and claims.';
