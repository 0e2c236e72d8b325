-- One value of origin visit per finding that a second person confirmed and that sets one; the claim stays beside it.
-- Inputs: core.visit_finding, indicator_value (what the city claims), cycle_penalty (what a disproved claim costs).
-- Parameters: cycle.
-- Read by scoring/selected.sql and core.visit_claim. Other origins are left as they are.
delete from core.indicator_value where cycle_year = %(cycle)s and origin = 'visit';

insert into core.indicator_value (
    cycle_year, city_code, indicator_code, origin, value, status, year, is_simulated, file_hash, sheet, cell
)
select
    finding.cycle_year,
    finding.city_code,
    finding.indicator_code,
    'visit' as origin,
    -- a penalty takes nothing beyond the worst value, and what was found beyond it stays; without a share, all down to it
    case
        when penalty.direction * claim.value > penalty.direction * finding.value
            then penalty.direction * least(
                penalty.direction * finding.value,
                greatest(
                    penalty.direction * penalty.worst,
                    penalty.direction * (finding.value - penalty.share * (claim.value - finding.value))
                )
            )
        else finding.value
    end as value,
    'reported' as status,
    finding.cycle_year as year,
    finding.is_simulated,
    finding.file_hash,
    finding.sheet,
    finding.cell
from core.visit_finding as finding
left join core.cycle_penalty as penalty using (cycle_year, indicator_code)
left join core.indicator_value as claim
    on claim.cycle_year = finding.cycle_year and claim.city_code = finding.city_code
    and claim.indicator_code = finding.indicator_code and claim.origin = 'submitted'
where finding.cycle_year = %(cycle)s and finding.value is not null
order by finding.indicator_code, finding.city_code;
