-- One row per indicator of a run that no unit has a value of, with its share of the index.
-- Inputs: scoring.run_indicator, scoring.selected; scoring.run_indicator of the other run (null if none).
-- Parameters: run_id, other_run_id.
-- Read by rkci.scoring.what_if, which refuses those that the other run does not ask for, and by bridge, which says them.
select
    indicator.indicator_code,
    indicator.name_en,
    other.indicator_code is not null as is_in_other
from scoring.run_indicator as indicator
left join scoring.run_indicator as other
    on other.run_id = %(other_run_id)s and other.indicator_code = indicator.indicator_code
where
    indicator.run_id = %(run_id)s
    and not exists (
        select from scoring.selected as selected
        where
            selected.run_id = indicator.run_id
            and selected.indicator_code = indicator.indicator_code
            and num_nonnulls(variadic selected.value) > 0
    )
order by indicator.indicator_code
