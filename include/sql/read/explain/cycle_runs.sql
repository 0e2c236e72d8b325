-- One row per cycle and framework that was scored: the run of the release in force, or else the newest finished one.
-- Inputs: scoring.run, mart.release, ops.cycle_framework.
-- Parameters: none.
-- Read by rkci.scoring.cycle_runs, for `rkci explain`, `what-if` and `bridge`.
select distinct on (run.cycle_year, run.framework_id)
    run.cycle_year,
    run.framework_id,
    run.framework_hash,
    run.run_id,
    release.release_id,
    coalesce(frozen.is_primary, false) as is_primary
from scoring.run as run
left join mart.release as release on release.run_id = run.run_id and release.state = 'current'
left join ops.cycle_framework as frozen
    on frozen.cycle_year = run.cycle_year and frozen.framework_id = run.framework_id
where run.kind = 'cycle' and run.finished_at is not null
order by run.cycle_year, run.framework_id, release.release_id is null, run.run_id desc
