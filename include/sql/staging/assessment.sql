-- One row per filled row of every file of assessments of a cycle that could be read, typed.
-- Inputs: raw.list_row, staging.list_file, ops.assessment_extension.
-- Parameters: cycle; closes of the phase assessment (the first instant that is late; null where it never is).
-- Read by the suite assessment and core.assessment.
delete from staging.assessment where cycle_year = %(cycle)s;

insert into staging.assessment (
    cycle_year, file_hash, file_name, received_at, sheet, row_number, cell, cycle_text, city_code, indicator_code,
    assessor, level_text, level, reason, evidence_seen, read_at_text, read_at, is_simulated,
    deadline_at
)
with

written as (
    select
        given.cycle_year,
        given.file_hash,
        file.file_name,
        file.received_at,
        given.sheet,
        given.row_number,
        given.cell,
        staging.text_or_null(given.written ->> 'cycle') as cycle_text,
        staging.text_or_null(given.written ->> 'city_code') as city_code,
        staging.text_or_null(given.written ->> 'indicator_code') as indicator_code,
        staging.text_or_null(given.written ->> 'assessor') as assessor,
        given.written ->> 'level' as level_text,
        staging.text_or_null(given.written ->> 'reason') as reason,
        staging.text_or_null(given.written ->> 'evidence_seen') as evidence_seen,
        given.written ->> 'read_at' as read_at_text,
        staging.text_or_null(given.written ->> 'origin') is not null as is_simulated
    from raw.list_row as given
    join staging.list_file as file using (cycle_year, dataset, file_hash)
    where given.cycle_year = %(cycle)s and given.dataset = 'assessments'
),

-- day and hour where they are written as ISO 8601 has them (a date cell arrives so, too)
dated as (
    select
        written.*,
        regexp_match(
            staging.text_or_null(written.read_at_text),
            '^([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
            || '(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?)?$'
        ) as parts
    from written
),

-- counted from the first of the month, so that a 31 February is another month and no error
instant as (
    select
        dated.*,
        make_date(dated.parts[1]::integer, dated.parts[2]::integer, 1) + (dated.parts[3]::integer - 1) as day,
        make_time(coalesce(dated.parts[4]::integer, 0), coalesce(dated.parts[5]::integer, 0), 0) as hour
    from dated
),

-- the longest extension of the assessor, where one is recorded
extension as (
    select
        assessor,
        max(extended_until) as extended_until
    from ops.assessment_extension
    where cycle_year = %(cycle)s
    group by assessor
)

select
    instant.cycle_year,
    instant.file_hash,
    instant.file_name,
    instant.received_at,
    instant.sheet,
    instant.row_number,
    instant.cell,
    instant.cycle_text,
    instant.city_code,
    instant.indicator_code,
    instant.assessor,
    instant.level_text,
    substring(staging.text_or_null(instant.level_text) from '^[0-9]{1,3}$')::integer,
    instant.reason,
    instant.evidence_seen,
    instant.read_at_text,
    case
        when extract(month from instant.day) = instant.parts[2]::integer
            then (instant.day + instant.hour) at time zone ops.cycle_timezone(%(cycle)s)
    end,
    instant.is_simulated,
    case
        when %(closes)s::timestamptz is not null then greatest(%(closes)s::timestamptz, extension.extended_until)
    end
from instant
left join extension using (assessor);
