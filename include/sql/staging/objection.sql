-- One row per filled row of every file of objections of a cycle that could be read, typed.
-- Inputs: raw.objection_row, staging.objection_file, core.cycle_indicator (ranges, to read numbers by).
-- Parameters: cycle; opens, closes of the phase objections (the closing is the first instant after it).
-- Read by the suite objection, core.objection and the answers.
delete from staging.objection where cycle_year = %(cycle)s;

insert into staging.objection (
    objection_id, cycle_year, file_hash, file_name, folder_city_code, received_at, is_in_window, sheet, row_number,
    cell, cycle_text, city_code, indicator_code, claimed_text, claimed_value, reason, evidence, is_simulated
)
with

blank as (
    select E' \t\n\r\u00a0' as characters
),

written as (
    select
        given.*,
        file.file_name,
        file.folder_city_code,
        file.received_at,
        nullif(btrim(given.city_code_text, blank.characters), '') as city_code,
        nullif(btrim(given.indicator_code_text, blank.characters), '') as indicator_code,
        nullif(btrim(given.reason_text, blank.characters), '') as reason,
        nullif(btrim(given.evidence_text, blank.characters), '') as evidence,
        btrim(given.cycle_text, blank.characters) as cycle,
        coalesce(btrim(given.origin_text, blank.characters) <> '', false) as is_simulated
    from raw.objection_row as given
    cross join blank
    join staging.objection_file as file using (cycle_year, file_hash)
    where given.cycle_year = %(cycle)s
)

select
    written.objection_id,
    written.cycle_year,
    written.file_hash,
    written.file_name,
    written.folder_city_code,
    written.received_at,
    written.received_at >= %(opens)s and written.received_at < %(closes)s as is_in_window,
    written.sheet,
    written.row_number,
    written.cell,
    written.cycle,
    written.city_code,
    written.indicator_code,
    written.claimed_value_text,
    case when parsed.status = 'reported' then parsed.value end as claimed_value,
    written.reason,
    written.evidence,
    written.is_simulated
from written
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
cross join lateral staging.parse_number(
    coalesce(written.claimed_value_text, ''),
    indicator.valid_min,
    indicator.valid_max,
    'claimed_value' = any(written.number_columns),
    indicator.value_kind = 'percent'
) as parsed;
