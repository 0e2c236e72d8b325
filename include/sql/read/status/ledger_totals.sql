-- One row per layer of the ledger of a cycle: its sums over all files.
-- Inputs: quality.ledger.
-- Parameters: cycle.
-- Read by `make run`.
select
    dataset || ', ' || layer || 's' as what,
    sum(received) as received,
    sum(accepted) as accepted,
    sum(accepted_with_warning) as accepted_with_warning,
    sum(rejected) as rejected,
    sum(superseded) as superseded
from quality.ledger
where cycle_year = %(cycle)s
group by dataset, layer
order by dataset, layer
