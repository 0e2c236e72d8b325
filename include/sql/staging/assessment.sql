-- One row per filled row of every file of assessments of a cycle that could be read, typed.
-- Inputs: raw.assessment_row, staging.assessment_file, ops.assessment_extension.
-- Parameters: cycle; closes of the phase assessment (the first instant that is late; null where it never is).
-- Read by the suite assessment and core.assessment.
delete from staging.assessment where cycle_year = %(cycle)s;

insert into staging.assessment (
    cycle_year, file_hash, file_name, received_at, sheet, row_number, cell, cycle_text, city_code, indicator_code,
    assessor, level_text, level, reason, evidence_seen, read_at_text, read_at, is_simulated,
    deadline_at
)
with

blank as (
    select E' \t\n\r\u00a0' as characters
),

-- day and hour where they are written as ISO 8601 has them (a date cell arrives so, too)
dated as (
    select
        written.*,
        regexp_match(
            btrim(written.read_at_text, blank.characters),
            '^([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
            || '(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?)?$'
        ) as parts
    from raw.assessment_row as written
    cross join blank
    where written.cycle_year = %(cycle)s
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
    file.file_name,
    file.received_at,
    instant.sheet,
    instant.row_number,
    instant.cell,
    btrim(instant.cycle_text, blank.characters),
    nullif(btrim(instant.city_code_text, blank.characters), ''),
    nullif(btrim(instant.indicator_code_text, blank.characters), ''),
    nullif(btrim(instant.assessor_text, blank.characters), ''),
    instant.level_text,
    substring(btrim(instant.level_text, blank.characters) from '^[0-9]{1,3}$')::integer,
    nullif(btrim(instant.reason_text, blank.characters), ''),
    nullif(btrim(instant.evidence_seen_text, blank.characters), ''),
    instant.read_at_text,
    case
        when extract(month from instant.day) = instant.parts[2]::integer
            then (instant.day + instant.hour) at time zone ops.cycle_timezone(%(cycle)s)
    end,
    coalesce(btrim(instant.origin_text, blank.characters) <> '', false),
    case
        when %(closes)s::timestamptz is not null then greatest(%(closes)s::timestamptz, extension.extended_until)
    end
from instant
cross join blank
join staging.assessment_file as file using (cycle_year, file_hash)
left join extension on extension.assessor = btrim(instant.assessor_text, blank.characters);
