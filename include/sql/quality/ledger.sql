-- One row per submitted file and layer: deliveries of that content (file), its answered rows (row), its innovations.
-- Inputs: core.submission, indicator_value, innovation, quality.rejected_row, rule, flagged_row, staging and raw of the same.
-- Parameters: cycle.
-- Read by checks/ledger_adds_up.sql and the summary of a run. Rows are counted where they lie, no column from another.
delete from quality.ledger where cycle_year = %(cycle)s and dataset = 'submissions';

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded,
    accepted_with_warning
)
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'submissions'
    group by file_hash
),

accepted_rows as (
    select
        file_hash,
        count(*) as accepted
    from core.indicator_value
    where cycle_year = %(cycle)s and origin = 'submitted'
    group by file_hash
),

staged_rows as (
    select
        file_hash,
        count(*) as staged
    from staging.submission_value
    where cycle_year = %(cycle)s
    group by file_hash
),

-- files whose answers could not all be read, or do not matter: the rule refuses those that were not read, too
misread as (
    select distinct refused.file_hash
    from quality.rejected_row as refused
    join quality.rule as rule using (rule_id)
    where
        refused.cycle_year = %(cycle)s
        and refused.dataset = 'submissions'
        and rule.cause in ('not_all_read', 'set_aside')
),

rejected_rows as (
    select
        file_hash,
        count(*) as rejected
    from (
        select distinct file_hash, sheet, row_number
        from quality.rejected_row
        where cycle_year = %(cycle)s and dataset = 'submissions' and layer = 'row'
    ) as refused
    group by file_hash
),

-- accepted and pointed at by a warning: a file, or a row of it
flagged as (
    select
        file_hash,
        layer,
        count(distinct concat_ws('!', sheet, row_number)) as warned
    from quality.flagged_row
    where cycle_year = %(cycle)s and dataset = 'submissions'
    group by file_hash, layer
),

accepted_innovations as (
    select
        file_hash,
        count(*) as accepted
    from core.innovation
    where cycle_year = %(cycle)s
    group by file_hash
),

staged_innovations as (
    select
        file_hash,
        count(*) as staged
    from staging.innovation
    where cycle_year = %(cycle)s
    group by file_hash
),

rejected_innovations as (
    select
        file_hash,
        count(*) as rejected
    from (
        select distinct file_hash, sheet, row_number
        from quality.rejected_row
        where cycle_year = %(cycle)s and dataset = 'submissions' and layer = 'innovation'
    ) as refused
    group by file_hash
),

-- rows of files that count in whose place a clarifying file gave a newer answer
superseded_rows as (
    select
        file_hash,
        layer,
        count(*) as superseded
    from core.superseded_answer
    where cycle_year = %(cycle)s
    group by file_hash, layer
),

-- the first delivery of a content has the state of the file; identical ones after it are superseded
file_layer as (
    select
        submission.file_hash,
        'file' as layer,
        delivered.deliveries as received,
        (submission.state in ('accepted', 'clarifying'))::integer as accepted,
        (submission.state = 'rejected')::integer as rejected,
        delivered.deliveries - 1 + (submission.state = 'superseded')::integer as superseded
    from core.submission as submission
    join delivered using (file_hash)
    where submission.cycle_year = %(cycle)s
),

-- a file that is rejected or superseded takes all its rows with it
row_layer as (
    select
        submission.file_hash,
        'row' as layer,
        coalesce(reading.rows_received, 0) as received,
        coalesce(accepted_rows.accepted, 0) as accepted,
        case
            when misread.file_hash is not null then coalesce(reading.rows_received, 0)
            when submission.state = 'rejected' then coalesce(staged_rows.staged, 0)
            else coalesce(rejected_rows.rejected, 0)
        end as rejected,
        case
            when submission.state = 'superseded' then coalesce(staged_rows.staged, 0)
            else coalesce(superseded_rows.superseded, 0)
        end as superseded
    from core.submission as submission
    left join raw.file_reading as reading using (cycle_year, file_hash)
    left join accepted_rows using (file_hash)
    left join rejected_rows using (file_hash)
    left join staged_rows using (file_hash)
    left join misread using (file_hash)
    left join superseded_rows
        on superseded_rows.file_hash = submission.file_hash and superseded_rows.layer = 'row'
    where submission.cycle_year = %(cycle)s
),

-- the same for the list of innovations, of files that have one
innovation_layer as (
    select
        submission.file_hash,
        'innovation' as layer,
        reading.innovations_received as received,
        coalesce(accepted_innovations.accepted, 0) as accepted,
        case
            when misread.file_hash is not null then reading.innovations_received
            when submission.state = 'rejected' then coalesce(staged_innovations.staged, 0)
            else coalesce(rejected_innovations.rejected, 0)
        end as rejected,
        case
            when submission.state = 'superseded' then coalesce(staged_innovations.staged, 0)
            else coalesce(superseded_rows.superseded, 0)
        end as superseded
    from core.submission as submission
    join raw.file_reading as reading using (cycle_year, file_hash)
    left join accepted_innovations using (file_hash)
    left join rejected_innovations using (file_hash)
    left join staged_innovations using (file_hash)
    left join misread using (file_hash)
    left join superseded_rows
        on superseded_rows.file_hash = submission.file_hash and superseded_rows.layer = 'innovation'
    where submission.cycle_year = %(cycle)s and reading.innovations_received > 0
),

layered as (
    select * from file_layer
    union all
    select * from row_layer
    union all
    select * from innovation_layer
)

select
    %(cycle)s,
    'submissions',
    coalesce(submission.city_code, ''),
    layered.file_hash,
    layered.layer,
    layered.received,
    layered.accepted,
    layered.rejected,
    layered.superseded,
    coalesce(flagged.warned, 0)
from layered
join core.submission as submission
    on submission.cycle_year = %(cycle)s and submission.file_hash = layered.file_hash
left join flagged on flagged.file_hash = layered.file_hash and flagged.layer = layered.layer;
