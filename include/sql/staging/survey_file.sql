-- One row per file of the survey of a cycle that was opened, or is withheld, with its first delivery.
-- Inputs: raw.receipt, raw.survey_reading, quality.withheld, core.survey_wave.
-- Parameters: cycle.
-- Read by the suite survey_file and staging.survey_response.
delete from staging.survey_file where cycle_year = %(cycle)s;

insert into staging.survey_file (
    cycle_year, file_hash, file_name, received_at, wave, kind, rows_received, rows_read, no_consent, misshapen,
    is_wave_sampled, unreadable_rule, unreadable_found
)
with

-- each content once, as it was first delivered
delivery as (
    select distinct on (file_hash)
        file_hash,
        file_name,
        received_at,
        case when file_name like '%%/%%/%%' then split_part(file_name, '/', 2) else '' end as folder,
        file_name like '%%/sampling.yaml' as is_sampling
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'survey'
    order by file_hash, received_at, file_name
)

select
    %(cycle)s,
    delivery.file_hash,
    delivery.file_name,
    delivery.received_at,
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
left join raw.survey_reading as reading on reading.cycle_year = %(cycle)s and reading.file_hash = delivery.file_hash
left join quality.withheld as withheld
    on withheld.cycle_year = %(cycle)s and withheld.dataset = 'survey' and withheld.file_hash = delivery.file_hash
left join core.survey_wave as sampled
    on sampled.cycle_year = %(cycle)s and sampled.wave = coalesce(reading.wave, delivery.folder)
where reading.file_hash is not null or withheld.file_hash is not null;
