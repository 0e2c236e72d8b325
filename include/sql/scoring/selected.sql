-- One row per indicator of a run: its values over the units, each chosen by the framework's precedence of origins.
-- Inputs: core.official_statistic, core.indicator_value, core.submission and raw.file (file names), scoring.run*.
-- Parameters: run_id.
-- Read by scoring/denominated.sql, unit by unit by scoring.unit_value ('{}': null for each). Ad hoc: scoring/selected_given.sql.
insert into scoring.selected (
    run_id, indicator_code, value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell
)
with

run as (
    select
        cycle_year,
        cycle_year - (settings -> 'selection' ->> 'max_age_years')::integer as oldest_year,
        settings -> 'selection' -> 'precedence' as precedence,
        -- in two stages, what only nominees have evidence of counts for them alone
        case
            when
                kind = 'first_stage'
                or exists (select from scoring.run_unit as unit where unit.run_id = run.run_id and unit.is_nominee)
                then coalesce(settings #> '{selection,nominees_only}', '[]')
            else '[]'
        end as nominees_only
    from scoring.run as run
    where run_id = %(run_id)s
),

precedence as materialized (
    select
        listed.origin,
        listed.preference,
        run.nominees_only ? listed.origin as is_for_nominees
    from run, jsonb_array_elements_text(run.precedence) with ordinality as listed (origin, preference)
),

-- counted, because numbers sort faster than codes
indicator as (
    select indicator_code, row_number() over (order by indicator_code) as number
    from scoring.run_indicator
    where run_id = %(run_id)s
),

unit as (
    select unit_code, place, is_nominee
    from scoring.run_unit
    where run_id = %(run_id)s
),

everyone as materialized (
    select
        count(*)::integer as count,
        array_agg(unit_code order by place) as unit_code
    from unit
),

-- the newest official statistics as core holds them, a vector per indicator
newest as (
    select distinct on (indicator_code)
        indicator_code,
        year,
        array_agg(city_code) as city_code,
        array_agg(value) as value,
        array_agg(source) as source
    from core.official_statistic
    where
        indicator_code in (select indicator_code from indicator)
        and year between (select oldest_year from run) and (select cycle_year from run)
    group by indicator_code, year
    order by indicator_code, year desc
),

-- the vector is the answer where it has just the units, in their order, and no other origin offers a value
uncontested as materialized (
    select newest.*
    from newest
    join everyone on everyone.unit_code = newest.city_code
    where
        exists (select from precedence where origin = 'official' and not is_for_nominees)
        and not exists (
            select
            from core.indicator_value as given
            join run using (cycle_year)
            join precedence using (origin)
            where given.indicator_code = newest.indicator_code
        )
),

-- of the others each cell is chosen
contested as materialized (
    select *
    from indicator
    where not exists (select from uncontested where uncontested.indicator_code = indicator.indicator_code)
),

-- a submitted value names its file as the delivery that counts, not as the first that had these bytes
offered as (
    select
        precedence.preference,
        precedence.is_for_nominees,
        statistic.city_code,
        statistic.indicator_code,
        precedence.origin,
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
    join precedence on precedence.origin = 'official'
    where statistic.year between (select oldest_year from run) and (select cycle_year from run)
    union all
    select
        precedence.preference,
        precedence.is_for_nominees,
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
    join precedence using (origin)
    join run on given.cycle_year = run.cycle_year
    left join core.submission as submission
        on submission.cycle_year = given.cycle_year
        and submission.file_hash = given.file_hash
        and given.origin = 'submitted'
    left join raw.file as file on file.cycle_year = given.cycle_year and file.file_hash = given.file_hash
),

-- a reported value before a reason for none; then the declared precedence; of official values the newest
chosen as (
    select distinct on (contested.number, unit.place)
        contested.number,
        unit.place,
        offered.*
    from offered
    join contested using (indicator_code)
    join unit on unit.unit_code = offered.city_code
    where unit.is_nominee or not offered.is_for_nominees
    order by
        contested.number, unit.place, offered.status <> 'reported', offered.preference, offered.year desc
),

given as (
    select
        number,
        array_agg(place order by place) as place,
        array_agg(value order by place) as value,
        array_agg(status order by place) as status,
        array_agg(origin order by place) as origin,
        array_agg(is_simulated order by place) as is_simulated,
        array_agg(year order by place) as year,
        array_agg(standard_error order by place) as standard_error,
        array_agg(source order by place) as source,
        array_agg(file_hash order by place) as file_hash,
        array_agg(sheet order by place) as sheet,
        array_agg(cell order by place) as cell
    from chosen
    group by number
)

select
    %(run_id)s,
    uncontested.indicator_code,
    uncontested.value,
    array_fill('reported'::text, array[everyone.count]),
    array_fill('official'::text, array[everyone.count]),
    array_fill(false, array[everyone.count]),
    array_fill(uncontested.year, array[everyone.count]),
    '{}',
    uncontested.source,
    '{}',
    '{}',
    '{}'
from uncontested
cross join everyone
union all
select
    %(run_id)s,
    contested.indicator_code,
    scoring.spread(given.value, given.place, everyone.count, null),
    scoring.spread(given.status, given.place, everyone.count, 'missing'::text),
    scoring.spread(given.origin, given.place, everyone.count, null),
    scoring.spread(given.is_simulated, given.place, everyone.count, false),
    scoring.spread(given.year, given.place, everyone.count, null),
    scoring.spread(given.standard_error, given.place, everyone.count, null),
    scoring.spread(given.source, given.place, everyone.count, null),
    scoring.spread(given.file_hash, given.place, everyone.count, null),
    scoring.spread(given.sheet, given.place, everyone.count, null),
    scoring.spread(given.cell, given.place, everyone.count, null)
from contested
left join given using (number)
cross join everyone
