-- One row per nominee: its score and place, the level answers that it claims, the assessors who may visit it and who may not.
-- Inputs: core.nominee, city, indicator_value, cycle_indicator; ops.assessor, assessor_conflict.
-- Parameters: cycle.
-- Read by rkci.simulate.visits.
select
    nominee.city_code,
    nominee.score,
    city.city_name,
    city.latitude,
    city.longitude,
    coalesce(claimed.claims, '{}') as claims,
    coalesce(team.free_assessors, '{}') as free_assessors,
    coalesce(team.barred_assessors, '{}') as barred_assessors
from core.nominee as nominee
join core.city as city using (city_code)
left join lateral (
    select jsonb_object_agg(claim.indicator_code, claim.value) as claims
    from core.indicator_value as claim
    join core.cycle_indicator as indicator using (cycle_year, indicator_code)
    where
        (claim.cycle_year, claim.city_code) = (nominee.cycle_year, nominee.city_code)
        and claim.origin = 'submitted' and claim.value is not null and indicator.value_kind = 'maturity'
) as claimed on true
left join lateral (
    select
        array_agg(assessor.assessor order by assessor.assessor) filter (where declared.city_code is null)
            as free_assessors,
        array_agg(assessor.assessor order by assessor.assessor) filter (where declared.city_code is not null)
            as barred_assessors
    from ops.assessor as assessor
    left join ops.assessor_conflict as declared
        on declared.cycle_year = assessor.cycle_year
        and declared.assessor = assessor.assessor
        and declared.city_code = nominee.city_code
    where assessor.cycle_year = nominee.cycle_year
) as team on true
where nominee.cycle_year = %(cycle)s
order by nominee.class_code, nominee.place
