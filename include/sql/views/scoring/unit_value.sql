create view scoring.unit_value as
select
    selected.run_id,
    unit.unit_code,
    unit.place,
    selected.indicator_code,
    given.value,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell
from scoring.selected as selected
cross join lateral unnest( -- noqa: LT02
    selected.value, selected.status, selected.origin, selected.is_simulated, selected.year, -- noqa: LT02
    selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell -- noqa: LT02
) with ordinality as given ( -- noqa: LT02
    value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell, place -- noqa: LT02
) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = selected.run_id and unit.place = given.place;
comment on view scoring.unit_value is 'One row per unit and indicator, present or not: scoring.selected unit by unit.';
