-- One row per filled row of every file of objections of a cycle that could be read, typed.
-- Inputs: raw.list_row, staging.list_file, core.cycle_indicator (ranges, to read numbers by).
-- Parameters: cycle; opens, closes of the phase objections (the closing is the first instant after it).
-- Read by the suite objection, core.objection and the answers.
delete from staging.objection where cycle_year = %(cycle)s;

insert into staging.objection (
    objection_id, cycle_year, file_hash, file_name, folder_city_code, received_at, is_in_window, sheet, row_number,
    cell, cycle_text, city_code, indicator_code, claimed_text, claimed_value, reason, evidence, is_simulated
)
with

written as (
    select
        given.*,
        file.file_name,
        file.folder_city_code,
        file.received_at,
        staging.text_or_null(given.written ->> 'city_code') as city_code,
        staging.text_or_null(given.written ->> 'indicator_code') as indicator_code,
        given.written ->> 'claimed_value' as claimed_text,
        staging.text_or_null(given.written ->> 'reason') as reason,
        staging.text_or_null(given.written ->> 'evidence') as evidence,
        staging.text_or_null(given.written ->> 'cycle') as cycle,
        staging.text_or_null(given.written ->> 'origin') is not null as is_simulated
    from raw.list_row as given
    join staging.list_file as file using (cycle_year, dataset, file_hash)
    where given.cycle_year = %(cycle)s and given.dataset = 'objections'
)

select
    written.number,
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
    written.claimed_text,
    case when parsed.status = 'reported' then parsed.value end as claimed_value,
    written.reason,
    written.evidence,
    written.is_simulated
from written
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
cross join lateral staging.parse_number(
    coalesce(written.claimed_text, ''),
    indicator.valid_min,
    indicator.valid_max,
    'claimed_value' = any(written.number_columns),
    indicator.value_kind = 'percent'
) as parsed;
