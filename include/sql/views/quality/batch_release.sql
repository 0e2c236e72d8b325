-- One row per framework frozen for the cycle: the release under check (the draft, else the current one).
-- Inputs: ops.cycle_framework, core.cycle_city, mart.release, mart.ranking; scoring.run and core.data_version().
-- Parameters: setting rkci.cycle.
-- Read by expectations/release.json.
create view quality.batch_release as
with

now_there as materialized (
    select core.data_version(quality.cycle()) as data_version
)

select
    frozen.cycle_year,
    frozen.framework_id,
    frozen.framework_hash as frozen_hash,
    release.release_id,
    release.state,
    release.framework_hash as release_hash,
    release.run_id,
    release.is_simulated,
    rows.has_simulated,
    rows.cities_in_ranking,
    newest.run_id is not null as is_of_newest_run,
    coalesce(newest.data_version = now_there.data_version, false) as is_of_data_now,
    (select count(*) from core.cycle_city as city where city.cycle_year = frozen.cycle_year) as cities
from ops.cycle_framework as frozen
cross join now_there
left join quality.checked_release() as release using (cycle_year, framework_id)
left join quality.checked_run() as newest on newest.run_id = release.run_id
join lateral (
    select
        count(*) as cities_in_ranking,
        coalesce(bool_or(ranking.simulated_pct > 0), false) as has_simulated
    from mart.ranking as ranking
    where ranking.release_id = release.release_id
) as rows on true
where frozen.cycle_year = quality.cycle();
comment on view quality.batch_release is 'The frameworks of the cycle with the release under check, as the suite release reads them.';
