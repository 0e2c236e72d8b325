-- One row: does the ledger know every delivery to a folder of the inbox? False while one is unread, staged only, or came
-- again, and, where the cities deliver, while a ticket ran out that is still open.
-- Inputs: raw.receipt, quality.ledger, quality.ticket.
-- Parameters: cycle, folder.
-- Read by inbox.needs_judging, so that a run of an intake Dag with nothing to judge ends at once and no other does.
with

delivered as (
    select
        dataset,
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and starts_with(file_name, %(folder)s || '/')
    group by dataset, file_hash
),

judged as (
    select
        dataset,
        file_hash,
        received
    from quality.ledger
    where cycle_year = %(cycle)s and layer = 'file'
)

select
    not exists (
        select from delivered
        left join judged using (dataset, file_hash)
        where judged.received is distinct from delivered.deliveries
    )
    and not exists (
        select from quality.ticket
        where %(folder)s = 'submissions' and cycle_year = %(cycle)s and state = 'open' and deadline_at <= now()
    ) as is_judged
