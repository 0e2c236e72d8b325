-- One row: does the ledger know every delivery? False while one is unread, staged only, came again, or a ticket ran out.
-- Inputs: raw.receipt, quality.ledger, quality.ticket.
-- Parameters: cycle.
-- Read by inbox.needs_judging, so that a run of submissions_ingest with nothing to judge ends at once and no other does.
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s
    group by file_hash
),

judged as (
    select
        file_hash,
        received
    from quality.ledger
    where cycle_year = %(cycle)s and layer = 'file'
)

select
    not exists (
        select from delivered
        left join judged using (file_hash)
        where judged.received is distinct from delivered.deliveries
    )
    and not exists (
        select from quality.ticket
        where cycle_year = %(cycle)s and state = 'open' and deadline_at <= now()
    ) as is_judged
