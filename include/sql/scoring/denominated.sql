-- One row per indicator of a run: its selected values over the units, each divided by the unit's denominator.
-- Inputs: scoring.selected, scoring.run (settings: denomination), scoring.run_indicator, scoring.run_unit (attributes).
-- Parameters: run_id.
-- Read by scoring/screened.sql, imputed.sql. No denominator, no value; one that is zero or no number is refused.
insert into scoring.denominated (run_id, indicator_code, value)
with

denominator as (
    select
        indicator.indicator_code,
        indicator.denominator,
        unit.unit_code,
        nullif(nullif(unit.attributes ->> indicator.denominator, ''), 'NA') as written,
        nullif(staging.number_or_null(unit.attributes ->> indicator.denominator), 0) as divisor
    from scoring.run as run
    join scoring.run_indicator as indicator using (run_id)
    join scoring.run_unit as unit using (run_id)
    where
        run.run_id = %(run_id)s
        and run.settings #>> '{denomination,method}' = 'by_column'
        and indicator.denominator is not null
),

cell as (
    select
        indicator_code,
        unit_code,
        case
            when selected.value is null or denominator.denominator is null then selected.value
            when denominator.written is null then null
            when denominator.divisor is null
                then scoring.refuse(
                    format(
                        'Unit %%s: the denominator %%s of indicator %%s is %%s: state it as a number other than 0 in '
                        'the column %%s of the units, or leave it empty if it is missing.',
                        unit_code, denominator.denominator, indicator_code, denominator.written, denominator.denominator
                    )
                )
            else selected.value / denominator.divisor
        end as value
    from scoring.selected as selected
    left join denominator using (indicator_code, unit_code)
    where selected.run_id = %(run_id)s
)

select
    %(run_id)s,
    indicator_code,
    array_agg(value order by unit_code collate "C") as value
from cell
group by indicator_code
