-- One row: has every frozen framework of a cycle a finished run under its frozen hash?
-- Inputs: ops.cycle_framework, scoring.run.
-- Parameters: cycle.
-- Read by `make run`.
select
    bool_and(exists (
        select from scoring.run as run
        where
            run.kind = 'cycle'
            and run.finished_at is not null
            and run.cycle_year = frozen.cycle_year
            and run.framework_id = frozen.framework_id
            and run.framework_hash = frozen.framework_hash
    )) as is_scored
from ops.cycle_framework as frozen
where frozen.cycle_year = %(cycle)s
