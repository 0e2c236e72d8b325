create view core.visit_claim as
select
    finding.cycle_year,
    finding.city_code,
    city.city_name,
    finding.indicator_code,
    indicator.name_id,
    indicator.name_en,
    claim.value as claimed,
    assessed.value as assessed,
    finding.observed,
    finding.adjusted,
    finding.value,
    case
        when finding.value is null and finding.adjusted is null and claim.value is not null then 'claim stands'
        when finding.reviewer is null then 'to be confirmed'
        when claim.value is null then 'observed'
        when finding.value < claim.value then 'lowered'
        when finding.value > claim.value then 'raised'
        else 'confirmed'
    end as state,
    finding.reason,
    finding.evidence,
    finding.assessor,
    finding.reviewer,
    finding.visited_on,
    finding.is_simulated,
    scored.value as scored,
    nullif(scored.value - finding.value, 0) as penalty
from core.visit_finding as finding
join core.city as city using (city_code)
join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join core.indicator_value as claim
    on claim.cycle_year = finding.cycle_year and claim.city_code = finding.city_code
    and claim.indicator_code = finding.indicator_code and claim.origin = 'submitted'
left join core.indicator_value as assessed
    on assessed.cycle_year = finding.cycle_year and assessed.city_code = finding.city_code
    and assessed.indicator_code = finding.indicator_code and assessed.origin = 'assessed'
left join core.indicator_value as scored
    on scored.cycle_year = finding.cycle_year and scored.city_code = finding.city_code
    and scored.indicator_code = finding.indicator_code and scored.origin = 'visit';
comment on view core.visit_claim is 'One row per finding beside the claim that it is about, which stays in core.indicator_value: claim stands, to be confirmed, observed (nothing was claimed), lowered, raised or confirmed; with the value that scores and what of it is the penalty for a disproved claim.';
