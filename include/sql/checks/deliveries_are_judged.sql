-- One row: does the ledger know every delivery of the cycle? False while a file is unread, staged only, or came again.
-- Inputs: raw.receipt, quality.ledger.
-- Parameters: cycle, dataset.
-- Read by inbox.needs_judging, so that a run of an intake Dag with nothing to judge ends at once and no other does.
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = %(dataset)s
    group by file_hash
),

judged as (
    select
        file_hash,
        received
    from quality.ledger
    where cycle_year = %(cycle)s and dataset = %(dataset)s and layer = 'file'
)

select
    not exists (
        select from delivered
        left join judged using (file_hash)
        where judged.received is distinct from delivered.deliveries
    ) as is_judged
