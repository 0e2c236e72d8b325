-- One row per file of findings and layer: deliveries of that content (file), and its filled rows (row).
-- Inputs: staging.visit_file, visit_finding; core.visit_finding; quality.rejected_row; raw.receipt, visit_reading.
-- Parameters: cycle.
-- Read by checks/visits_add_up.sql and the summary of a run; fills quality.ledger, dataset visits.
delete from quality.ledger where cycle_year = %(cycle)s and dataset = 'visits';

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded
)
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'visits'
    group by file_hash
),

rejected_files as (
    select distinct
        file_hash,
        true as is_rejected
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'visits' and layer = 'file'
),

rejected_rows as (
    select distinct
        file_hash,
        sheet,
        row_number
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'visits' and layer = 'row'
),

accepted_rows as (
    select
        file_hash,
        sheet,
        row_number
    from core.visit_finding
    where cycle_year = %(cycle)s
),

-- a row is superseded by a row in core of the same city and indicator
superseded_rows as (
    select
        given.file_hash,
        given.sheet,
        given.row_number
    from staging.visit_finding as given
    join core.visit_finding as newer using (cycle_year, city_code, indicator_code)
    where
        given.cycle_year = %(cycle)s
        and (newer.file_hash, newer.sheet, newer.row_number) <> (given.file_hash, given.sheet, given.row_number)
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
    'visits',
    '',
    file.file_hash,
    layered.layer,
    layered.received,
    layered.accepted,
    layered.rejected,
    layered.superseded
from staging.visit_file as file
join delivered using (file_hash)
join raw.visit_reading as reading using (cycle_year, file_hash)
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
