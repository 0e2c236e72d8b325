-- One row per file of the survey of a cycle that was opened, or is withheld, with its newest delivery.
-- Inputs: raw.receipt, raw.newest_survey_reading, quality.withheld, core.survey_wave.
-- Parameters: cycle.
-- Read by the suite survey_file and staging.survey_response.
delete from staging.survey_file where cycle_year = %(cycle)s;

insert into staging.survey_file (
    cycle_year, file_hash, file_name, received_at, wave, kind, rows_received, rows_read, no_consent, misshapen,
    is_wave_sampled, unreadable_rule, unreadable_found
)
with

reading as (
    select *
    from raw.newest_survey_reading
    where cycle_year = %(cycle)s
),

delivered as (
    select
        file_hash,
        file_name,
        received_at,
        seen_at,
        case when file_name like '%%/%%/%%' then split_part(file_name, '/', 2) else '' end as folder,
        file_name like '%%/sampling.yaml' as is_sampling,
        min(received_at) over (partition by file_hash) as first_received_at
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'survey'
),

-- each content once, where it was delivered last; what was read, where it was read
delivery as (
    select distinct on (delivered.file_hash) delivered.*
    from delivered
    left join reading using (file_hash)
    order by
        delivered.file_hash,
        (delivered.folder = reading.wave) desc nulls last,
        delivered.received_at desc,
        delivered.seen_at desc
)

select
    %(cycle)s,
    delivery.file_hash,
    delivery.file_name,
    delivery.first_received_at,
    coalesce(reading.wave, delivery.folder) as wave,
    coalesce(reading.kind, case when delivery.is_sampling then 'sampling' else 'responses' end) as kind,
    coalesce(reading.rows_received, 0),
    coalesce(reading.rows_read, 0),
    coalesce(reading.no_consent, 0),
    coalesce(reading.misshapen, 0),
    sampled.wave is not null,
    coalesce(withheld.rule, reading.unreadable_rule),
    coalesce(withheld.found, reading.unreadable_found)
from delivery
left join reading using (file_hash)
left join quality.withheld as withheld
    on withheld.cycle_year = %(cycle)s and withheld.dataset = 'survey' and withheld.file_hash = delivery.file_hash
left join core.survey_wave as sampled
    on sampled.cycle_year = %(cycle)s and sampled.wave = coalesce(reading.wave, delivery.folder)
where reading.file_hash is not null or withheld.file_hash is not null;
