-- One row per received file of the survey that nobody set aside, with its newest reading (null where nobody has read it).
-- Inputs: raw.receipt, raw.newest_survey_reading, quality.set_aside.
-- Parameters: cycle.
-- Read by rkci.survey.sources; `file_names` are all under which it was delivered, the newest first.
select
    receipt.file_hash,
    array_agg(receipt.file_name order by receipt.received_at desc, receipt.seen_at desc) as file_names,
    max(receipt.size_bytes) as size_bytes,
    reading.reading,
    reading.kind,
    reading.wave,
    reading.read_with
from raw.receipt as receipt
left join raw.newest_survey_reading as reading
    on reading.cycle_year = receipt.cycle_year and reading.file_hash = receipt.file_hash
where
    receipt.cycle_year = %(cycle)s
    and receipt.dataset = 'survey'
    and not exists (
        select from quality.set_aside as aside
        where (aside.cycle_year, aside.file_hash) = (receipt.cycle_year, receipt.file_hash)
    )
group by receipt.file_hash, reading.reading, reading.kind, reading.wave, reading.read_with
order by min(receipt.received_at), min(receipt.file_name), receipt.file_hash
