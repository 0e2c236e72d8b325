-- One row per file of a list, or of the survey, and layer whose ledger does not add up, or that the ledger has
-- lost; there should be none.
-- Inputs: quality.ledger; raw.receipt, quality.file_read and withheld for what it must hold.
-- Parameters: cycle, dataset.
-- Read by assessments_ingest, visits_ingest, objections_ingest and survey_ingest, which fail on any row.
with

delivered as (
    select
        file_hash,
        min(file_name) as file_name,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = %(dataset)s
    group by file_hash
),

reading as (
    select
        file_hash,
        rows_received
    from quality.file_read
    where cycle_year = %(cycle)s and dataset = %(dataset)s
),

withheld as (
    select file_hash
    from quality.withheld
    where cycle_year = %(cycle)s and dataset = %(dataset)s
),

expected as (
    select
        delivered.file_hash,
        delivered.file_name,
        layer.layer,
        reading.file_hash is not null or withheld.file_hash is not null as is_read,
        case layer.layer when 'row' then reading.rows_received else delivered.deliveries end as received
    from delivered
    left join reading using (file_hash)
    left join withheld using (file_hash)
    cross join (values ('file'), ('row')) as layer (layer)
    where layer.layer = 'file' or reading.rows_received is not null
),

ledger as (
    select *
    from quality.ledger
    where cycle_year = %(cycle)s and dataset = %(dataset)s
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
        when not expected.is_read
            then 'The file was not read: clear the task that reads (read_files, read_exports) and those after it.'
        when ledger.file_hash is null
            then 'The ledger has no entry for this file: run ' || %(dataset)s || '_ingest with reprocess.'
        when ledger.received <> expected.received
            then 'raw holds ' || expected.received || ': run ' || %(dataset)s || '_ingest with reprocess.'
        else 'received is not accepted + rejected + superseded: readers or transforms of the file disagree.'
    end as problem
from expected
left join ledger using (file_hash, layer)
where
    ledger.received is distinct from expected.received
    or ledger.file_hash is null
    or ledger.received <> ledger.accepted + ledger.rejected + ledger.superseded
order by expected.file_name, expected.layer;
