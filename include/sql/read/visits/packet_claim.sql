-- One row per nominee and indicator that a team may verify: what is claimed, its points, whether validation flagged it.
-- Inputs: core.nominee, city, cycle_indicator, indicator_value, submission; scoring.contribution; quality.flagged_row.
-- Parameters: cycle.
-- Read by rkci.visits.claims, which chooses among them; an indicator that only a visit gives has no claim.
with

run as (
    select coalesce(run.first_run_id, run.run_id) as run_id
    from scoring.run as run
    join ops.cycle_framework as frozen using (cycle_year, framework_id, framework_hash)
    where run.cycle_year = %(cycle)s and run.kind = 'cycle' and run.finished_at is not null and frozen.is_primary
    order by run.run_id desc
    limit 1
),

flagged as (
    select distinct
        flag.city_code,
        flag.indicator_code
    from quality.flagged_row as flag
    join core.submission as submission using (cycle_year, file_hash)
    where
        flag.cycle_year = %(cycle)s
        and flag.dataset = 'submissions'
        and submission.state in ('accepted', 'clarifying')
)

select
    nominee.city_code,
    city.city_name,
    nominee.class_code,
    nominee.place,
    indicator.indicator_code,
    indicator.name_id,
    indicator.name_en,
    indicator.unit,
    indicator.value_kind,
    indicator.valid_min,
    indicator.valid_max,
    claim.value as claimed,
    coalesce(claim.is_simulated, false) as is_simulated,
    given.contribution,
    flagged.indicator_code is not null as is_flagged
from core.nominee as nominee
join core.city as city using (city_code)
join core.cycle_indicator as indicator using (cycle_year)
left join core.indicator_value as claim
    on claim.cycle_year = nominee.cycle_year and claim.city_code = nominee.city_code
    and claim.indicator_code = indicator.indicator_code
    and claim.origin = 'submitted' and claim.value is not null
left join scoring.contribution as given
    on given.run_id = (select run.run_id from run)
    and given.unit_code = nominee.city_code and given.code = indicator.indicator_code
left join flagged
    on flagged.city_code = nominee.city_code and flagged.indicator_code = indicator.indicator_code
where
    nominee.cycle_year = %(cycle)s
    and (indicator.source = 'visit' or (indicator.source = 'submitted' and claim.value is not null))
order by nominee.class_code, nominee.place, indicator.indicator_code
