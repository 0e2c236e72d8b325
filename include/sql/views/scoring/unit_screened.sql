create view scoring.unit_screened as
select
    screened.run_id,
    unit.unit_code,
    unit.place,
    cell.available,
    cell.nonzero,
    cell.is_kept,
    cell.reason
from scoring.screened as screened
cross join lateral unnest( -- noqa: LT02
    screened.available, screened.nonzero, screened.is_kept, screened.reason -- noqa: LT02
) with ordinality as cell (available, nonzero, is_kept, reason, place) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = screened.run_id and unit.place = cell.place;
comment on view scoring.unit_screened is 'One row per unit: whether it is scored, and why; scoring.screened unit by unit.';
