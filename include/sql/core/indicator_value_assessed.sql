-- One value of origin assessed per maturity answer whose readers came to a level, beside the claim, which stays.
-- Inputs: quality.assessment_state, core.assessment (the first reader who gave that level), core.indicator_value (claims).
-- Parameters: cycle.
-- Read by scoring/selected.sql, faster in this order. Other origins are left as they are.
delete from core.indicator_value where cycle_year = %(cycle)s and origin = 'assessed';

insert into core.indicator_value (
    cycle_year, city_code, indicator_code, origin, value, status, year, is_simulated, file_hash, sheet, cell
)
select
    state.cycle_year,
    state.city_code,
    state.indicator_code,
    'assessed' as origin,
    state.assessed_level,
    'reported' as status,
    claim.year,
    decisive.is_simulated,
    decisive.file_hash,
    decisive.sheet,
    decisive.cell
from quality.assessment_state as state
join lateral (
    select given.file_hash, given.sheet, given.cell, bool_or(given.is_simulated) over () as is_simulated
    from core.assessment as given
    where
        (given.cycle_year, given.city_code, given.indicator_code)
        = (state.cycle_year, state.city_code, state.indicator_code)
    order by given.level <> state.assessed_level, given.reader
    limit 1
) as decisive on true
left join core.indicator_value as claim
    on claim.cycle_year = state.cycle_year
    and claim.city_code = state.city_code
    and claim.indicator_code = state.indicator_code
    and claim.origin = 'submitted'
where state.cycle_year = %(cycle)s and state.assessed_level is not null
order by state.indicator_code, state.city_code;
