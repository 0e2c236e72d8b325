-- Takes from a run what the other run lacks: a value that the same unit and indicator have there no value beside.
-- Inputs: scoring.selected, unit by unit of both runs.
-- Parameters: run_id, other_run_id.
-- Read by rkci.scoring.bridge, which compares two cycles on what both have.
with

common as (
    select
        here.indicator_code,
        array_agg(here.place order by here.place) as place,
        array_agg(here.value order by here.place) as value,
        array_agg(here.status order by here.place) as status,
        array_agg(here.origin order by here.place) as origin,
        array_agg(here.is_simulated order by here.place) as is_simulated,
        array_agg(here.year order by here.place) as year,
        array_agg(here.standard_error order by here.place) as standard_error,
        array_agg(here.source order by here.place) as source,
        array_agg(here.file_hash order by here.place) as file_hash,
        array_agg(here.sheet order by here.place) as sheet,
        array_agg(here.cell order by here.place) as cell
    from scoring.unit_value as here
    left join scoring.unit_value as there
        on there.run_id = %(other_run_id)s
        and there.unit_code = here.unit_code
        and there.indicator_code = here.indicator_code
    where
        here.run_id = %(run_id)s
        and here.origin is not null
        and (here.value is null or there.value is not null)
    group by here.indicator_code
)

update scoring.selected as selected
set
    place = coalesce(common.place, '{}'),
    value = coalesce(common.value, '{}'),
    status = coalesce(common.status, '{}'),
    origin = coalesce(common.origin, '{}'),
    is_simulated = coalesce(common.is_simulated, '{}'),
    year = coalesce(common.year, '{}'),
    standard_error = coalesce(common.standard_error, '{}'),
    source = coalesce(common.source, '{}'),
    file_hash = coalesce(common.file_hash, '{}'),
    sheet = coalesce(common.sheet, '{}'),
    cell = coalesce(common.cell, '{}')
from scoring.run_indicator as indicator
left join common using (indicator_code)
where
    indicator.run_id = %(run_id)s
    and selected.run_id = indicator.run_id
    and selected.indicator_code = indicator.indicator_code
