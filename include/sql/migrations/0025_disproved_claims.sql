-- What a claim costs that a visit disproves.

create table core.cycle_penalty (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    direction integer not null check (direction in (1, -1)),
    worst double precision,
    share double precision check (share > 0),
    primary key (cycle_year, indicator_code),
    check (worst is not null or share is not null)
);
comment on table core.cycle_penalty is 'What a disproved claim costs by the primary framework (disproved_claims) as frozen when the cycle opened; no row where it costs nothing.';
comment on column core.cycle_penalty.cycle_year is 'Cycle.';
comment on column core.cycle_penalty.indicator_code is 'Indicator that cities claim.';
comment on column core.cycle_penalty.direction is '1 where more is better, -1 where less is: a claim is disproved where what was found is worse.';
comment on column core.cycle_penalty.worst is 'Value beyond which no penalty goes, in the unit of the indicator; null if nothing stops it.';
comment on column core.cycle_penalty.share is 'Share of the distance between claim and finding that is taken off what was found; null: down to the worst value.';

create or replace view core.visit_claim as
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
comment on column core.visit_finding.value is 'Value that was found, before any penalty (core.cycle_penalty); null while no second person confirmed it, and where the claim stands.';
