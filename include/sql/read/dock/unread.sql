-- One row per received file of a dataset that nobody has read and nobody set aside, in the order of first delivery.
-- Inputs: raw.receipt, quality.file_read, quality.set_aside.
-- Parameters: cycle, dataset.
-- Read by the readers of every dataset; `file_names` are all under which it was delivered, the newest first.
select
    receipt.file_hash,
    array_agg(receipt.file_name order by receipt.received_at desc, receipt.seen_at desc) as file_names,
    max(receipt.size_bytes) as size_bytes
from raw.receipt as receipt
where
    receipt.cycle_year = %(cycle)s
    and receipt.dataset = %(dataset)s
    and not exists (
        select from quality.file_read as done
        where
            (done.dataset, done.cycle_year, done.file_hash) = (receipt.dataset, receipt.cycle_year, receipt.file_hash)
    )
    and not exists (
        select from quality.set_aside as aside
        where (aside.cycle_year, aside.file_hash) = (receipt.cycle_year, receipt.file_hash)
    )
group by receipt.file_hash
order by min(receipt.received_at), min(receipt.file_name), receipt.file_hash
