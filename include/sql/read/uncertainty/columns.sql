-- One row per indicator of a finished run: its vectors and choices, for the simulation of uncertainty.
-- Inputs: scoring.run_indicator, denominated, imputed, selected (what does not apply, standard errors), weight.
-- Parameters: run_id.
-- Read by rkci.scoring.uncertainty.problem. Places of units are counted from 0.
with

not_applicable as (
    select selected.indicator_code, array_agg(given.place - 1) as places
    from scoring.selected as selected
    cross join lateral unnest(selected.status) with ordinality as given (status, place)
    where selected.run_id = %(run_id)s and given.status = 'not_applicable'
    group by selected.indicator_code
),

estimate as (
    select
        selected.indicator_code,
        array_agg(given.place - 1 order by given.place) as places,
        array_agg(given.error order by given.place) as standard_error
    from scoring.selected as selected
    cross join lateral unnest(selected.value, selected.standard_error) with ordinality as given (x, error, place)
    where selected.run_id = %(run_id)s and given.x is not null and given.error > 0
    group by selected.indicator_code
)

select
    indicator.indicator_code,
    indicator.parent_code,
    indicator.direction,
    indicator.denominator,
    indicator.transform,
    indicator.imputation,
    indicator.treatment,
    indicator.normalisation,
    indicator.valid_min,
    indicator.valid_max,
    weight.weight,
    denominated.value as denominated,
    imputed.value as imputed,
    coalesce(not_applicable.places, '{}') as not_applicable,
    coalesce(estimate.places, '{}') as estimates,
    coalesce(estimate.standard_error, '{}') as standard_error
from scoring.run_indicator as indicator
join scoring.denominated as denominated using (run_id, indicator_code)
join scoring.imputed as imputed using (run_id, indicator_code)
join scoring.weight as weight on weight.run_id = indicator.run_id and weight.code = indicator.indicator_code
left join not_applicable on not_applicable.indicator_code = indicator.indicator_code
left join estimate on estimate.indicator_code = indicator.indicator_code
where indicator.run_id = %(run_id)s
order by indicator.indicator_code collate "C"
