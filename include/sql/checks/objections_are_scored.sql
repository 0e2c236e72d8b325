-- One row: do the newest scores of a cycle rest on just the values that were granted to cities that objected?
-- Inputs: core.indicator_value; ops.cycle_framework; scoring.run, run_indicator, unit_value.
-- Parameters: cycle.
-- Read by rkci.objections.ingest, so that scores are computed anew where something was granted or withdrawn, and only there.
with

newest as (
    select distinct on (run.framework_id)
        run.run_id,
        array(select jsonb_array_elements_text(run.settings #> '{selection,precedence}')) as precedence
    from scoring.run as run
    join ops.cycle_framework using (cycle_year, framework_id)
    where run.cycle_year = %(cycle)s and run.kind = 'cycle' and run.finished_at is not null
    order by run.framework_id, run.run_id desc
),

granted as (
    select
        city_code,
        indicator_code,
        value
    from core.indicator_value
    where cycle_year = %(cycle)s and origin = 'objection'
)

select
    not exists (
        select
        from granted
        cross join newest
        join scoring.run_indicator as asked using (run_id, indicator_code)
        left join scoring.unit_value as scored
            on scored.run_id = newest.run_id
            and scored.unit_code = granted.city_code
            and scored.indicator_code = granted.indicator_code
        where
            (scored.origin, scored.value) is distinct from ('objection', granted.value)
            -- a framework may have another origin go before what was granted
            and not coalesce(
                array_position(newest.precedence, scored.origin) < array_position(newest.precedence, 'objection'), false
            )
    )
    and not exists (
        select
        from newest
        join scoring.unit_value as scored on scored.run_id = newest.run_id and scored.origin = 'objection'
        where
            not exists (
                select
                from granted
                where
                    (granted.city_code, granted.indicator_code, granted.value)
                    = (scored.unit_code, scored.indicator_code, scored.value)
            )
    ) as is_scored
