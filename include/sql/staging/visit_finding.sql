-- One row per filled row of every file of findings of a cycle that could be read, typed.
-- Inputs: raw.list_row, staging.list_file, core.cycle_indicator (ranges, to read numbers by).
-- Parameters: cycle; opens, closes of the phase visits as days (the closing is the first that is not in it).
-- Read by the suite visit_finding, core.visit_finding and the ledger.
delete from staging.visit_finding where cycle_year = %(cycle)s;

insert into staging.visit_finding (
    cycle_year, file_hash, file_name, folder_city_code, received_at, sheet, row_number, cell, city_code, indicator_code,
    claimed_text, claimed, observed_text, observed, adjusted_text, adjusted, reason, evidence, assessor, reviewer,
    visited_text, visited_on, is_in_phase, is_simulated
)
with

written as (
    select
        given.cycle_year,
        given.file_hash,
        file.file_name,
        file.folder_city_code,
        file.received_at,
        given.sheet,
        given.row_number,
        given.cell,
        given.number_columns,
        staging.text_or_null(given.written ->> 'city') as city_code,
        staging.text_or_null(given.written ->> 'indicator') as indicator_code,
        staging.text_or_null(given.written ->> 'claimed') as claimed_text,
        staging.text_or_null(given.written ->> 'observed') as observed_text,
        staging.text_or_null(given.written ->> 'adjusted') as adjusted_text,
        staging.text_or_null(given.written ->> 'reason') as reason,
        staging.text_or_null(given.written ->> 'evidence') as evidence,
        staging.text_or_null(given.written ->> 'assessor') as assessor,
        staging.text_or_null(given.written ->> 'reviewer') as reviewer,
        staging.text_or_null(given.written ->> 'visited_on') as visited_text,
        staging.text_or_null(given.written ->> 'origin') is not null as is_simulated
    from raw.list_row as given
    join staging.list_file as file using (cycle_year, dataset, file_hash)
    where given.cycle_year = %(cycle)s and given.dataset = 'visits'
),

-- a day as ISO 8601 has it (a date cell arrives so, too), counted from the first of the month: a 31 February is no error
dated as (
    select
        written.*,
        day.parts[2]::integer as month,
        make_date(day.parts[1]::integer, day.parts[2]::integer, 1) + (day.parts[3]::integer - 1) as day
    from written
    left join lateral (
        select
            regexp_match(
                written.visited_text, '^([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[T ][0-9:.]*)?$'
            ) as parts
    ) as day on true
),

typed as (
    select
        dated.*,
        case when extract(month from dated.day) = dated.month then dated.day end as visited_on,
        number.claimed,
        number.observed,
        number.adjusted
    from dated
    left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
    left join lateral (
        select
            max(parsed.value) filter (where given.name = 'claimed') as claimed,
            max(parsed.value) filter (where given.name = 'observed') as observed,
            max(parsed.value) filter (where given.name = 'adjusted') as adjusted
        from (
            values
            ('claimed', dated.claimed_text),
            ('observed', dated.observed_text),
            ('adjusted', dated.adjusted_text)
        ) as given (name, words)
        left join lateral staging.parse_number(
            coalesce(given.words, ''),
            indicator.valid_min,
            indicator.valid_max,
            given.name = any(dated.number_columns),
            indicator.value_kind = 'percent'
        ) as parsed on true
    ) as number on true
)

select
    cycle_year,
    file_hash,
    file_name,
    folder_city_code,
    received_at,
    sheet,
    row_number,
    cell,
    city_code,
    indicator_code,
    claimed_text,
    claimed,
    observed_text,
    observed,
    adjusted_text,
    adjusted,
    reason,
    evidence,
    assessor,
    reviewer,
    visited_text,
    visited_on,
    coalesce(visited_on >= %(opens)s::date and visited_on < %(closes)s::timestamp, false) as is_in_phase,
    is_simulated
from typed;
