-- One row per unit and indicator of a run whose selected value cannot be: outside valid_min to valid_max; none is good.
-- Inputs: scoring.selected, scoring.run_indicator (valid_min, valid_max), scoring.run_unit (names).
-- Parameters: run_id.
-- Read by rkci.scoring.run, which refuses to score on any row.
select
    selected.unit_code,
    selected.indicator_code,
    concat_ws(
        '; ',
        format(
            '%%s (%%s), %%s: %%s %%s',
            unit.unit_name, unit.unit_code, selected.indicator_code, selected.value, indicator.unit
        ),
        'valid is ' || concat_ws(', ', 'at least ' || indicator.valid_min, 'at most ' || indicator.valid_max),
        'year ' || selected.year,
        'from ' || nullif(concat_ws(', ', selected.source, selected.sheet, selected.cell), '')
    ) as problem
from scoring.selected as selected
join scoring.run_indicator as indicator using (run_id, indicator_code)
join scoring.run_unit as unit using (run_id, unit_code)
where
    selected.run_id = %(run_id)s
    and (selected.value < indicator.valid_min or selected.value > indicator.valid_max)
order by selected.unit_code, selected.indicator_code
