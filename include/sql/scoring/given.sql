-- One row per indicator of an ad-hoc run: the values that its file gave, in the place of scoring/selected.sql.
-- Inputs: given_value (temporary: one row per unit and indicator that the file names), scoring.run_unit, run_indicator.
-- Parameters: run_id.
-- Read by scoring/denominated.sql, unit by unit by scoring.unit_value.
insert into scoring.selected (run_id, indicator_code, place, value, status, year, standard_error, source)
with

listed as (
    select
        given.indicator_code,
        array_agg(unit.place order by unit.place) as place,
        array_agg(given.value order by unit.place) as value,
        array_agg(given.status order by unit.place) as status,
        array_agg(given.year order by unit.place) as year,
        array_agg(given.standard_error order by unit.place) as standard_error,
        array_agg(given.source order by unit.place) as source
    from given_value as given
    join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.unit_code = given.unit_code
    group by given.indicator_code
)

select
    indicator.run_id,
    indicator.indicator_code,
    coalesce(listed.place, '{}'),
    coalesce(listed.value, '{}'),
    coalesce(listed.status, '{}'),
    coalesce(listed.year, '{}'),
    coalesce(listed.standard_error, '{}'),
    coalesce(listed.source, '{}')
from scoring.run_indicator as indicator
left join listed using (indicator_code)
where indicator.run_id = %(run_id)s
