-- One row per file and layer, city, or run whose ledger does not add up, or that the ledger has lost; there should be none.
-- Inputs: quality.ledger; raw.receipt and file_reading, quality.withheld, core.indicator_value for what it must hold; ops.cycle.
-- Parameters: cycle.
-- Read by submissions_ingest, which fails on any row: what was delivered, and what the independent reader counted.
with

delivered as (
    select
        dataset,
        file_hash,
        min(file_name) as file_name,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset in ('submissions', 'tickets')
    group by dataset, file_hash
),

-- every file in its layers: its deliveries, and its answers and innovations if it was read
expected as (
    select
        file.dataset,
        file.file_hash,
        file.file_name,
        layer.layer,
        reading.file_hash is not null or withheld.file_hash is not null as is_read,
        case layer.layer
            when 'row' then coalesce(reading.rows_received, case when withheld.file_hash is not null then 0 end)
            when 'innovation' then reading.innovations_received
            else file.deliveries
        end as received
    from delivered as file
    left join raw.file_reading as reading
        on reading.cycle_year = %(cycle)s and reading.file_hash = file.file_hash
    left join quality.withheld as withheld
        on withheld.cycle_year = %(cycle)s and (withheld.dataset, withheld.file_hash) = (file.dataset, file.file_hash)
    cross join (values ('file'), ('row'), ('innovation')) as layer (layer)
    where layer.layer <> 'innovation' or reading.innovations_received > 0
),

ledger as (
    select *
    from quality.ledger
    where cycle_year = %(cycle)s
),

per_file as (
    select
        expected.file_name,
        expected.file_hash,
        expected.layer,
        ledger.received,
        ledger.accepted,
        ledger.rejected,
        ledger.superseded,
        case
            when not exists (select from ops.cycle where cycle_year = %(cycle)s)
                then 'The cycle is not open, so no file of it can be judged: run cycle_open, then submissions_ingest.'
            when not expected.is_read
                then 'The file was not read: clear read_files and the tasks after it.'
            when ledger.file_hash is null
                then 'The ledger has no entry for this file: run submissions_ingest with reprocess.'
            when ledger.received <> expected.received
                then 'raw holds ' || expected.received || ': run submissions_ingest with reprocess.'
            when ledger.accepted_with_warning not between 0 and ledger.accepted
                then ledger.accepted_with_warning || ' of them have a warning: it points at what was not accepted.'
            else 'received is not accepted + rejected + superseded: readers or transforms of the file disagree.'
        end as problem
    from expected
    left join ledger using (dataset, file_hash, layer)
    where
        ledger.received is distinct from expected.received
        or ledger.file_hash is null
        or ledger.received <> ledger.accepted + ledger.rejected + ledger.superseded
        or ledger.accepted_with_warning not between 0 and ledger.accepted
),

-- answers that went on, counted where they lie in core: per city, and (city null) in the whole run
in_core as (
    select
        city_code,
        count(*) as accepted
    from core.indicator_value
    where cycle_year = %(cycle)s and origin = 'submitted'
    group by grouping sets ((city_code), ())
),

in_ledger as (
    select
        city_code,
        sum(received) as received,
        sum(accepted) as accepted,
        sum(rejected) as rejected,
        sum(superseded) as superseded
    from ledger
    where dataset = 'submissions' and layer = 'row'
    group by grouping sets ((city_code), ())
),

per_city_and_run as (
    select
        coalesce('city ' || coalesce(in_ledger.city_code, in_core.city_code), 'the whole run') as file_name,
        null as file_hash,
        'row' as layer,
        in_ledger.received,
        in_ledger.accepted,
        in_ledger.rejected,
        in_ledger.superseded,
        'core holds ' || coalesce(in_core.accepted, 0) || ' accepted answers: run submissions_ingest with reprocess.'
            as problem
    from in_ledger
    full join in_core on coalesce(in_core.city_code, '*') = coalesce(in_ledger.city_code, '*')
    where coalesce(in_ledger.accepted, 0) <> coalesce(in_core.accepted, 0)
)

select * from per_file
union all
select * from per_city_and_run
order by file_name, layer;
