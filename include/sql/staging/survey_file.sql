-- One row per file of the survey of a cycle that was opened, with its first delivery.
-- Inputs: raw.survey_reading, raw.file, core.survey_wave.
-- Parameters: cycle.
-- Read by the suite survey_file and staging.survey_response.
delete from staging.survey_file where cycle_year = %(cycle)s;

insert into staging.survey_file (
    cycle_year, file_hash, file_name, received_at, wave, kind, rows_received, rows_read, no_consent, misshapen,
    is_wave_sampled, unreadable_rule, unreadable_found
)
select
    reading.cycle_year,
    reading.file_hash,
    file.file_name,
    file.received_at,
    reading.wave,
    reading.kind,
    reading.rows_received,
    reading.rows_read,
    reading.no_consent,
    reading.misshapen,
    sampled.wave is not null,
    reading.unreadable_rule,
    reading.unreadable_found
from raw.survey_reading as reading
join raw.file using (cycle_year, file_hash)
left join core.survey_wave as sampled using (cycle_year, wave)
where reading.cycle_year = %(cycle)s;
