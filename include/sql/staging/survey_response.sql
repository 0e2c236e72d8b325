-- One row per record of the survey's exports of a cycle that could be read, typed.
-- Inputs: raw.survey_row, staging.survey_file, core.survey_wave.
-- Parameters: cycle.
-- Read by the suite survey_response, core.survey_response and quality.survey_flag. Instants without a zone are
-- local.
delete from staging.survey_response where cycle_year = %(cycle)s;
set local timezone = 'Asia/Jakarta';

insert into staging.survey_response (
    cycle_year, city_code, wave, response_id, file_hash, row_number, received_at, copy_in_file, wave_text, stratum,
    psu, mode, age_group, sex, district, weight_text, weight, version, enumerator_hash, device_hash, phone_hash,
    started_at, ended_at, submitted_text, submitted_at, is_simulated, answer, out_of_scale_text
)
select
    given.cycle_year,
    coalesce(btrim(given.city_text), ''),
    file.wave,
    given.response_id,
    given.file_hash,
    given.row_number,
    file.received_at,
    case
        when given.response_id is null then 1
        else row_number() over (partition by given.file_hash, given.response_id order by given.row_number)
    end,
    btrim(given.wave_text),
    coalesce(btrim(given.stratum_text), ''),
    btrim(given.psu_text),
    coalesce(btrim(given.mode_text), wave.mode),
    btrim(given.age_group_text),
    btrim(given.sex_text),
    btrim(given.district_text),
    given.weight_text,
    case
        when pg_input_is_valid(given.weight_text, 'double precision') then given.weight_text::double precision
    end,
    btrim(given.version_text),
    given.enumerator_hash,
    given.device_hash,
    given.phone_hash,
    staging.instant_or_null(given.started_text),
    staging.instant_or_null(given.ended_text),
    given.submitted_text,
    staging.instant_or_null(given.submitted_text),
    coalesce(btrim(given.origin_text) <> '', false),
    given.answer,
    given.out_of_scale_text
from raw.survey_row as given
join staging.survey_file as file using (cycle_year, file_hash)
left join core.survey_wave as wave using (cycle_year, wave)
where given.cycle_year = %(cycle)s and file.unreadable_rule is null;
