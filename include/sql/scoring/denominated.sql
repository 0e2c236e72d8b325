-- One row per indicator of a run: its selected values over the units, each divided by the unit's denominator.
-- Inputs: scoring.selected, scoring.run (settings: denomination), scoring.run_indicator, scoring.run_unit (attributes).
-- Parameters: run_id.
-- Read by scoring/screened.sql, imputed.sql. No denominator, no value; one that is zero or no number is refused.
insert into scoring.denominated (run_id, indicator_code, value)
with

given as (
    select indicator_code, value
    from scoring.selected
    where run_id = %(run_id)s
),

denominator as (
    select
        indicator.indicator_code,
        indicator.denominator,
        array_agg(nullif(nullif(unit.attributes ->> indicator.denominator, ''), 'NA') order by unit.place) as written,
        array_agg(unit.unit_code order by unit.place) as unit_code
    from scoring.run as run
    join scoring.run_indicator as indicator using (run_id)
    join scoring.run_unit as unit using (run_id)
    where
        run.run_id = %(run_id)s
        and run.settings #>> '{denomination,method}' = 'by_column'
        and indicator.denominator is not null
    group by indicator.indicator_code, indicator.denominator
)

select
    %(run_id)s,
    given.indicator_code,
    case
        when denominator.indicator_code is null then given.value
        else array(
                select
                    cell.x / case
                        when cell.x is not null and cell.written is not null
                            then coalesce(
                                nullif(staging.number_or_null(cell.written), 0),
                                scoring.refuse(
                                    format(
                                        'Unit %%s: the denominator %%s of indicator %%s is %%s: state it as a number '
                                        'other than 0 in the column %%s of the units, or leave it empty if it is '
                                        'missing.',
                                        cell.unit_code, denominator.denominator, given.indicator_code, cell.written,
                                        denominator.denominator
                                    )
                                )
                            )
                    end
                from unnest(given.value, denominator.written, denominator.unit_code)
                    with ordinality as cell (x, written, unit_code, place)
                order by cell.place
            )
    end as value
from given
left join denominator using (indicator_code)
