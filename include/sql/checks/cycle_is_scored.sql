-- One row per frozen framework of a cycle: its newest finished run beside what must be, and what is newer than it.
-- Inputs: ops.cycle_framework, scoring.run; core.data_version() of what the scores are made of.
-- Parameters: cycle.
-- Read by rkci.scoring.state, which says what is missing in words.
with

now_there as materialized (
    select core.data_version(%(cycle)s) as data_version
)

select
    frozen.framework_id,
    run.run_id,
    run.framework_hash = frozen.framework_hash as is_by_frozen,
    coalesce((run.settings #>> '{uncertainty,draws}')::integer, 0) = 0 or run.simulated_at is not null as is_simulated,
    run.data_version is not null as is_known,
    array(
        select coalesce(held.key, given.key) as part
        from jsonb_each_text(run.data_version) as held
        full join jsonb_each_text(now_there.data_version) as given on given.key = held.key
        where given.value is distinct from held.value
        order by part
    ) as newer
from ops.cycle_framework as frozen
cross join now_there
left join quality.checked_run(%(cycle)s) as run using (framework_id)
where frozen.cycle_year = %(cycle)s
order by not frozen.is_primary, frozen.framework_id
