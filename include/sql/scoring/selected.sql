-- One row per unit and indicator of a run: the value chosen by the framework's precedence of origins, or none.
-- Inputs: core.official_statistic, core.indicator_value, core.submission and raw.file (file names), scoring.run*.
-- Parameters: run_id.
-- Read by scoring/imputed.sql and mart/indicator_value.sql. An ad-hoc run fills this table from its own file.
insert into scoring.selected (
    run_id, unit_code, indicator_code, value, status, origin, is_simulated, year, standard_error,
    source, file_hash, sheet, cell
)
with

run as (
    select
        run_id,
        cycle_year,
        cycle_year - (settings -> 'selection' ->> 'max_age_years')::integer as oldest_year,
        settings -> 'selection' -> 'precedence' as precedence
    from scoring.run
    where run_id = %(run_id)s
),

precedence as (
    select origin, place
    from run, jsonb_array_elements_text(run.precedence) with ordinality as listed (origin, place)
),

-- the newest official value that is not too old for the cycle
official as (
    select distinct on (statistic.city_code, statistic.indicator_code)
        statistic.city_code,
        statistic.indicator_code,
        'official' as origin,
        statistic.value,
        'reported' as status,
        false as is_simulated,
        statistic.year,
        null::double precision as standard_error,
        statistic.source,
        null as file_hash,
        null as sheet,
        null as cell
    from core.official_statistic as statistic
    join run on statistic.year between run.oldest_year and run.cycle_year
    order by statistic.city_code, statistic.indicator_code, statistic.year desc
),

-- a submitted value names its file as the delivery that counts, not as the first that had these bytes
collected as (
    select
        given.city_code,
        given.indicator_code,
        given.origin,
        given.value,
        given.status,
        given.is_simulated,
        given.year,
        given.standard_error,
        coalesce(submission.file_name, file.file_name) as source,
        given.file_hash,
        given.sheet,
        given.cell
    from core.indicator_value as given
    join run on given.cycle_year = run.cycle_year
    left join core.submission as submission
        on submission.cycle_year = given.cycle_year
        and submission.file_hash = given.file_hash
        and given.origin = 'submitted'
    left join raw.file as file on file.cycle_year = given.cycle_year and file.file_hash = given.file_hash
),

-- a reported value before a reason for none; then the declared precedence
chosen as (
    select distinct on (offered.city_code, offered.indicator_code) offered.*
    from (
        select * from official
        union all
        select * from collected
    ) as offered
    join precedence on precedence.origin = offered.origin
    order by offered.city_code, offered.indicator_code, offered.status <> 'reported', precedence.place
)

select
    unit.run_id,
    unit.unit_code,
    indicator.indicator_code,
    chosen.value,
    coalesce(chosen.status, 'missing') as status,
    chosen.origin,
    coalesce(chosen.is_simulated, false) as is_simulated,
    chosen.year,
    chosen.standard_error,
    chosen.source,
    chosen.file_hash,
    chosen.sheet,
    chosen.cell
from scoring.run_unit as unit
join scoring.run_indicator as indicator on indicator.run_id = unit.run_id
left join chosen on chosen.city_code = unit.unit_code and chosen.indicator_code = indicator.indicator_code
where unit.run_id = %(run_id)s
