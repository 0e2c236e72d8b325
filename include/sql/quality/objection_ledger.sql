-- One row per file of objections and layer: deliveries of that content (file), and its filled rows (row).
-- Inputs: staging.objection(_file), core.objection, quality.rejected_row, raw.receipt, raw.objection_reading.
-- Parameters: cycle.
-- Read by checks/objections_add_up.sql and the summary of a run; fills quality.ledger, dataset objections.
delete from quality.ledger where cycle_year = %(cycle)s and dataset = 'objections';

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded
)
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'objections'
    group by file_hash
),

rejected_files as (
    select distinct
        file_hash,
        true as is_rejected
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'objections' and layer = 'file'
),

rejected_rows as (
    select distinct
        file_hash,
        sheet,
        row_number
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'objections' and layer = 'row'
),

accepted_rows as (
    select file_hash
    from core.objection
    where cycle_year = %(cycle)s
),

-- an objection is superseded by the one in core of the same city and indicator
superseded_rows as (
    select given.file_hash
    from staging.objection as given
    join core.objection as newer using (cycle_year, city_code, indicator_code)
    where
        given.cycle_year = %(cycle)s
        and newer.objection_id <> given.objection_id
        and not exists (
            select from rejected_rows as refused
            where
                (refused.file_hash, refused.sheet, refused.row_number)
                = (given.file_hash, given.sheet, given.row_number)
        )
        and not exists (select from rejected_files as refused where refused.file_hash = given.file_hash)
)

select
    file.cycle_year,
    'objections',
    '',
    file.file_hash,
    layered.layer,
    layered.received,
    layered.accepted,
    layered.rejected,
    layered.superseded
from staging.objection_file as file
join delivered using (file_hash)
join raw.objection_reading as reading using (cycle_year, file_hash)
left join rejected_files using (file_hash)
join lateral (
    -- the first delivery of a content counts, or is rejected; identical ones after it are superseded
    select
        'file' as layer,
        delivered.deliveries as received,
        (rejected_files.is_rejected is null)::integer as accepted,
        (rejected_files.is_rejected is not null)::integer as rejected,
        delivered.deliveries - 1 as superseded
    union all
    -- a file that is rejected takes all its rows with it
    select
        'row' as layer,
        reading.rows_received as received,
        (select count(*) from accepted_rows where accepted_rows.file_hash = file.file_hash) as accepted,
        case
            when rejected_files.is_rejected then reading.rows_received
            else (select count(*) from rejected_rows where rejected_rows.file_hash = file.file_hash)
        end as rejected,
        (select count(*) from superseded_rows where superseded_rows.file_hash = file.file_hash) as superseded
) as layered on true
where file.cycle_year = %(cycle)s;
