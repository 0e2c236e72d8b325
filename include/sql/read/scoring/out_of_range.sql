-- One row per unit and indicator of a run whose selected value cannot be: outside valid_min to valid_max; there should be none.
-- Inputs: scoring.selected, scoring.run_indicator (valid_min, valid_max), scoring.run_unit (names).
-- Parameters: run_id.
-- Read by rkci.scoring.run, which refuses to score on any row.
with

-- seldom one: a vector is looked at as a whole before it is taken apart
suspect as materialized (
    select selected.*, indicator.unit, indicator.valid_min, indicator.valid_max
    from scoring.run_indicator as indicator
    join scoring.selected as selected using (run_id, indicator_code)
    where
        run_id = %(run_id)s
        and (indicator.valid_min > any(selected.value) or indicator.valid_max < any(selected.value))
)

select
    unit.unit_code,
    suspect.indicator_code,
    concat_ws(
        '; ',
        format(
            '%%s (%%s), %%s: %%s %%s', unit.unit_name, unit.unit_code, suspect.indicator_code, given.value, suspect.unit
        ),
        'valid is ' || concat_ws(', ', 'at least ' || suspect.valid_min, 'at most ' || suspect.valid_max),
        'year ' || given.year,
        'from ' || nullif(concat_ws(', ', given.source, given.sheet, given.cell), '')
    ) as problem
from suspect
cross join lateral unnest( -- noqa: LT02
    suspect.value, suspect.year, suspect.source, suspect.sheet, suspect.cell -- noqa: LT02
) with ordinality as given (value, year, source, sheet, cell, place) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.place = given.place
where given.value < suspect.valid_min or given.value > suspect.valid_max
order by unit.unit_code, suspect.indicator_code
