-- One row per file of a list and layer: deliveries of that content (file), and its filled rows (row).
-- Inputs: staging.list_file, quality.list_row, quality.rejected_row, raw.receipt.
-- Parameters: cycle, dataset.
-- Read by checks/list_adds_up.sql and the summary of a run; fills quality.ledger.
delete from quality.ledger where cycle_year = %(cycle)s and dataset = %(dataset)s;

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded
)
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = %(dataset)s
    group by file_hash
),

refused as (
    select distinct
        layer,
        file_hash,
        sheet,
        row_number
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = %(dataset)s
),

rejected as (
    select
        file_hash,
        bool_or(layer = 'file') as is_whole,
        count(*) filter (where layer = 'row') as rejected
    from refused
    group by file_hash
),

-- a row is superseded by the one in core in its place, unless it was refused
counted as (
    select
        given.file_hash,
        count(*) filter (where given.is_counted) as accepted,
        count(*) filter (where not given.is_counted and refused.file_hash is null) as superseded
    from quality.list_row as given
    left join refused using (file_hash, sheet, row_number)
    where given.cycle_year = %(cycle)s and given.dataset = %(dataset)s
    group by given.file_hash
)

select
    file.cycle_year,
    file.dataset,
    '',
    file.file_hash,
    layered.layer,
    layered.received,
    layered.accepted,
    layered.rejected,
    layered.superseded
from staging.list_file as file
join delivered using (file_hash)
left join rejected using (file_hash)
left join counted using (file_hash)
join lateral (
    -- the first delivery of a content counts, or is rejected; identical ones after it are superseded
    select
        'file' as layer,
        delivered.deliveries as received,
        (rejected.is_whole is not true)::integer as accepted,
        (rejected.is_whole is true)::integer as rejected,
        delivered.deliveries - 1 as superseded
    union all
    -- a file that is rejected takes all its rows with it
    select
        'row' as layer,
        file.rows_received as received,
        coalesce(counted.accepted, 0) as accepted,
        case when rejected.is_whole then file.rows_received else coalesce(rejected.rejected, 0) end as rejected,
        case when rejected.is_whole then 0 else coalesce(counted.superseded, 0) end as superseded
) as layered on true
where file.cycle_year = %(cycle)s and file.dataset = %(dataset)s;
