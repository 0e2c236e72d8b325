-- One row per indicator of an ad-hoc run: the values that its file gave, in the place of scoring/selected.sql.
-- Inputs: given_value (temporary: one row per unit and indicator that the file names), scoring.run_unit, run_indicator.
-- Parameters: run_id.
-- Read by scoring/denominated.sql, unit by unit by scoring.unit_value.
insert into scoring.selected (run_id, indicator_code, value, status, year, standard_error, source)
select
    indicator.run_id,
    indicator.indicator_code,
    array_agg(given.value order by unit.place),
    array_agg(coalesce(given.status, 'missing') order by unit.place),
    array_agg(given.year order by unit.place),
    array_agg(given.standard_error order by unit.place),
    array_agg(given.source order by unit.place)
from scoring.run_indicator as indicator
join scoring.run_unit as unit using (run_id)
left join given_value as given using (indicator_code, unit_code)
where indicator.run_id = %(run_id)s
group by indicator.run_id, indicator.indicator_code
