-- One row per unit and indicator of a run: the value as asked, where it came from, and what each step made of it.
-- Inputs: scoring.selected, denominated, imputed, treated, normalised, run (denomination), run_indicator, run_unit.
-- Parameters: none.
-- Read by mart/*.sql, read/explain/items.sql and provisional results. What was filled in is per denominator where there is one.
create view scoring.cell as
select
    unit.run_id,
    unit.unit_code,
    unit.place,
    selected.indicator_code,
    given.value as selected,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell,
    given.denominated,
    given.imputed,
    given.denominated is null and given.imputed is not null as is_imputed,
    given.treated,
    (given.treated is distinct from given.imputed) as is_treated,
    given.normalised,
    coalesce(
        given.value,
        given.imputed * case
            when run.settings #>> '{denomination,method}' = 'by_column' and indicator.denominator is not null
                then staging.number_or_null(unit.attributes ->> indicator.denominator)
            else 1
        end
    ) as value
from scoring.selected as selected
join scoring.run as run using (run_id)
join scoring.run_indicator as indicator using (run_id, indicator_code)
join scoring.denominated as denominated using (run_id, indicator_code)
join scoring.imputed as imputed using (run_id, indicator_code)
join scoring.treated as treated using (run_id, indicator_code)
join scoring.normalised as normalised using (run_id, indicator_code)
cross join lateral unnest( -- noqa: LT02
    selected.value, selected.status, selected.origin, selected.is_simulated, selected.year, -- noqa: LT02
    selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell, -- noqa: LT02
    denominated.value, imputed.value, treated.value, normalised.value -- noqa: LT02
) with ordinality as given ( -- noqa: LT02
    value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell, -- noqa: LT02
    denominated, imputed, treated, normalised, place -- noqa: LT02
) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = selected.run_id and unit.place = given.place;
comment on view scoring.cell is 'One row per unit and indicator: the value as asked, where it came from, and what each step made of it.';
