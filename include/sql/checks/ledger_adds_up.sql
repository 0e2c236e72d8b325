-- One row per submitted file and layer whose ledger does not add up, or that the ledger has lost; none is good.
-- Inputs: quality.ledger; raw.file, raw.receipt and raw.file_reading for what it must hold; ops.cycle.
-- Parameters: cycle.
-- Read by submissions_ingest, which fails on any row: what was delivered, and what the independent reader counted.
with

-- every file in its layers: its deliveries, and its answers and innovations if it was read
expected as (
    select
        file.file_hash,
        file.file_name,
        layer.layer,
        reading.file_hash is not null as is_read,
        case layer.layer
            when 'row' then reading.rows_received
            when 'innovation' then reading.innovations_received
            else (
                select count(*)
                from raw.receipt as receipt
                where (receipt.cycle_year, receipt.file_hash) = (file.cycle_year, file.file_hash)
            )
        end as received
    from raw.file as file
    left join raw.file_reading as reading using (cycle_year, file_hash)
    cross join (values ('file'), ('row'), ('innovation')) as layer (layer)
    where
        file.cycle_year = %(cycle)s
        and file.dataset = 'submissions'
        and (layer.layer <> 'innovation' or reading.innovations_received > 0)
),

ledger as (
    select *
    from quality.ledger
    where cycle_year = %(cycle)s and dataset = 'submissions'
)

select
    expected.file_name,
    expected.file_hash,
    expected.layer,
    ledger.received,
    ledger.accepted,
    ledger.rejected,
    ledger.superseded,
    case
        when not exists (select from ops.cycle where cycle_year = %(cycle)s)
            then 'The cycle is not open, so no file of it can be judged: run cycle_open, then submissions_ingest.'
        when not expected.is_read
            then 'The file was not read: clear read_files and the tasks after it.'
        when ledger.file_hash is null
            then 'The ledger has no entry for this file: run submissions_ingest with reprocess.'
        when ledger.received <> expected.received
            then 'raw holds ' || expected.received || ': run submissions_ingest with reprocess.'
        else 'received is not accepted + rejected + superseded: readers or transforms of the file disagree.'
    end as problem
from expected
left join ledger using (file_hash, layer)
where
    ledger.received is distinct from expected.received
    or ledger.file_hash is null
    or ledger.received <> ledger.accepted + ledger.rejected + ledger.superseded
order by expected.file_name, expected.layer;
