-- What a validation is of: the staged version of a dataset, or the runs or releases under check.
-- Parameters: dataset (a suite's meta.dataset), cycle (0 for reference data).
-- Read by rkci.quality.validate, which records it, and rkci.quality.validated, which compares it with what is there now.
create or replace function quality.subject(of_dataset text, of_cycle integer) returns text
language sql stable as $$
    select case of_dataset
        when 'scores' then (
            select coalesce(
                string_agg(
                    'run ' || run_id || case
                        when simulated_at is null then ' without uncertainty'
                        else to_char(simulated_at at time zone 'UTC', ' as of YYYY-MM-DD HH24:MI:SS.US')
                    end,
                    ', ' order by framework_id
                ),
                'no run'
            )
            from quality.checked_run(of_cycle)
        )
        when 'releases' then (
            select coalesce(
                string_agg('release ' || release_id || ' ' || coalesce(content_hash, ''), ', ' order by framework_id),
                'no release'
            )
            from quality.checked_release(of_cycle)
        )
        else 'staged version ' || coalesce(
            (select version from staging.version where (cycle_year, dataset) = (of_cycle, of_dataset)), 0
        )
    end
$$;
comment on function quality.subject(text, integer)
is 'What a validation of a dataset is of, as it is now: the staged version, or the runs or releases under check.';
