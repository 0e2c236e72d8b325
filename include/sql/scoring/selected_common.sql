-- Takes from a run what the other run lacks: a value that the same unit and indicator have there no value beside.
-- Inputs: scoring.selected, unit by unit of both runs.
-- Parameters: run_id, other_run_id.
-- Read by rkci.scoring.bridge, which compares two cycles on what both have.
with

compared as (
    select
        here.*,
        here.value is null or there.value is not null as is_kept
    from scoring.unit_value as here
    left join scoring.unit_value as there
        on there.run_id = %(other_run_id)s
        and there.unit_code = here.unit_code
        and there.indicator_code = here.indicator_code
    where here.run_id = %(run_id)s
),

common as (
    select
        run_id,
        indicator_code,
        array_agg(case when is_kept then value end order by place) as value,
        array_agg(case when is_kept then status else 'missing' end order by place) as status,
        array_agg(case when is_kept then origin end order by place) as origin,
        array_agg(is_kept and is_simulated order by place) as is_simulated,
        array_agg(case when is_kept then year end order by place) as year,
        array_agg(case when is_kept then standard_error end order by place) as standard_error,
        array_agg(case when is_kept then source end order by place) as source,
        array_agg(case when is_kept then file_hash end order by place) as file_hash,
        array_agg(case when is_kept then sheet end order by place) as sheet,
        array_agg(case when is_kept then cell end order by place) as cell
    from compared
    group by run_id, indicator_code
)

update scoring.selected as selected
set
    value = common.value,
    status = common.status,
    origin = common.origin,
    is_simulated = common.is_simulated,
    year = common.year,
    standard_error = common.standard_error,
    source = common.source,
    file_hash = common.file_hash,
    sheet = common.sheet,
    cell = common.cell
from common
where selected.run_id = common.run_id and selected.indicator_code = common.indicator_code
