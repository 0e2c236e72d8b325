-- One row per submitted file and layer whose ledger does not add up, or that the ledger has lost; none is good.
-- Inputs: quality.ledger, raw.file.
-- Parameters: cycle.
-- Read by submissions_ingest, which fails on any row: received = accepted + rejected + superseded.
with

expected as (
    select
        file.file_hash,
        file.file_name,
        layer.layer
    from raw.file as file
    cross join (values ('file'), ('row')) as layer (layer)
    where file.cycle_year = %(cycle)s and file.dataset = 'submissions'
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
        when ledger.file_hash is null
            then 'The ledger has no entry for this file: clear the task that reads it and those after it.'
        else 'received is not accepted + rejected + superseded: readers or transforms of the file disagree.'
    end as problem
from expected
left join ledger using (file_hash, layer)
where
    ledger.file_hash is null
    or ledger.received <> ledger.accepted + ledger.rejected + ledger.superseded
order by expected.file_name, expected.layer;
