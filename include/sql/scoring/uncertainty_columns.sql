-- One row per indicator of a finished run: its vectors and choices, for the simulation of uncertainty.
-- Inputs: scoring.run_indicator, denominated, imputed, treated, selected (gaps, standard errors), screened, weight.
-- Parameters: run_id.
-- Read by rkci.scoring.uncertainty.problem. A gap is what imputation may fill: missing, applicable, and of a kept unit.
with

told as (
    select
        selected.indicator_code,
        array_agg(selected.status <> 'not_applicable' and screened.is_kept order by unit.place) as may_be_filled,
        array_agg(selected.value order by unit.place) as selected,
        array_agg(selected.standard_error order by unit.place) as standard_error
    from scoring.selected as selected
    join scoring.run_unit as unit using (run_id, unit_code)
    join scoring.screened as screened using (run_id, unit_code)
    where selected.run_id = %(run_id)s
    group by selected.indicator_code
)

select
    indicator_code,
    indicator.parent_code,
    indicator.direction,
    indicator.transform,
    indicator.imputation,
    indicator.treatment,
    indicator.normalisation,
    indicator.valid_min,
    indicator.valid_max,
    weight.weight,
    told.may_be_filled,
    told.selected,
    told.standard_error,
    denominated.value as denominated,
    imputed.value as imputed
from scoring.run_indicator as indicator
join told using (indicator_code)
join scoring.denominated as denominated using (run_id, indicator_code)
join scoring.imputed as imputed using (run_id, indicator_code)
join scoring.weight as weight on weight.run_id = indicator.run_id and weight.code = indicator.indicator_code
where indicator.run_id = %(run_id)s
order by indicator_code collate "C"
