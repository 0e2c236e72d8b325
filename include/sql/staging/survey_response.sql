-- One row per record of the survey's exports of a cycle that could be read, typed, and told which person's it is.
-- Inputs: raw.survey_row, raw.newest_survey_reading, staging.survey_file, core.survey_wave, ops.cycle (its time zone).
-- Parameters: cycle; readings (JSON, by wave what its mapping says of times: wave, day_order, utc).
-- Read by the suite survey_response, core.survey_response and quality.survey_flag.
delete from staging.survey_response where cycle_year = %(cycle)s;

insert into staging.survey_response (
    cycle_year, city_code, wave, response_id, version_id, file_hash, row_number, received_at, copy_in_file, wave_text,
    stratum, psu, mode, age_group, sex, district, weight_text, weight, version, enumerator_hash, device_hash,
    phone_hash, started_text, started_at, ended_text, ended_at, submitted_text, submitted_at, edits, is_edited, review,
    is_simulated, answer, out_of_scale_text, consent
)
with

declared as (
    select
        wave,
        day_order,
        utc
    from jsonb_to_recordset(%(readings)s::jsonb) as given (wave text, day_order text, utc text[]) -- noqa: LT01,LT02
),

files as (
    select
        file.file_hash,
        reading.reading,
        file.wave,
        file.received_at,
        wave.mode,
        declared.day_order,
        cycle.timezone as local_zone,
        case when 'started' = any(declared.utc) then 'UTC' else cycle.timezone end as started_zone,
        case when 'ended' = any(declared.utc) then 'UTC' else cycle.timezone end as ended_zone,
        case when 'submitted' = any(declared.utc) then 'UTC' else coalesce(reading.submitted_zone, cycle.timezone) end
            as submitted_zone
    from staging.survey_file as file
    join raw.newest_survey_reading as reading using (cycle_year, file_hash)
    join ops.cycle using (cycle_year)
    left join core.survey_wave as wave on wave.cycle_year = file.cycle_year and wave.wave = file.wave
    left join declared on declared.wave = file.wave
    where file.cycle_year = %(cycle)s and file.unreadable_rule is null
),

identities as (
    select distinct
        files.wave,
        given.response_id as version_id,
        given.root_id,
        given.record_id
    from raw.survey_row as given
    join files using (file_hash, reading)
    where given.cycle_year = %(cycle)s and coalesce(given.root_id, given.record_id) is not null
),

-- the first version by the uuid of any version; a first version is its own
root_of_version as (
    select
        wave,
        version_id,
        min(root_id) as root_id
    from (
        select
            wave,
            version_id,
            root_id
        from identities
        union all
        select
            wave,
            root_id as version_id,
            root_id
        from identities
    ) as pairs
    where version_id is not null and root_id is not null
    group by wave, version_id
),

-- the number on the server by the uuid of any version, for exports that leave it out
record_of_version as (
    select
        wave,
        version_id,
        min(record_id) as record_id
    from identities
    where version_id is not null and record_id is not null
    group by wave, version_id
),

root_of_record as (
    select
        identities.wave,
        identities.record_id,
        min(coalesce(identities.root_id, rooted.root_id)) as root_id
    from identities
    left join root_of_version as rooted
        on rooted.wave = identities.wave and rooted.version_id = identities.version_id
    where identities.record_id is not null
    group by identities.wave, identities.record_id
),

identified as (
    select
        given.*,
        files.wave,
        files.received_at,
        files.mode,
        files.day_order,
        files.local_zone,
        files.started_zone,
        files.ended_zone,
        files.submitted_zone,
        coalesce(
            given.root_id, rooted.root_id, numbered.root_id, given.record_id, known.record_id, given.response_id
        ) as person_id,
        substring(given.edits_text from '^([0-9]{1,9})(?:[.]0+)?$')::integer as edits,
        coalesce(given.root_id, rooted.root_id, numbered.root_id) as first_id
    from raw.survey_row as given
    join files using (file_hash, reading)
    left join root_of_version as rooted on rooted.wave = files.wave and rooted.version_id = given.response_id
    left join record_of_version as known on known.wave = files.wave and known.version_id = given.response_id
    left join root_of_record as numbered
        on numbered.wave = files.wave and numbered.record_id = coalesce(given.record_id, known.record_id)
    where given.cycle_year = %(cycle)s
)

select
    given.cycle_year,
    coalesce(btrim(given.city_text), ''),
    given.wave,
    given.person_id,
    given.response_id,
    given.file_hash,
    given.row_number,
    given.received_at,
    case when given.person_id is null then 1 else row_number() over copies end,
    btrim(given.wave_text),
    coalesce(btrim(given.stratum_text), ''),
    btrim(given.psu_text),
    coalesce(btrim(given.mode_text), given.mode),
    btrim(given.age_group_text),
    btrim(given.sex_text),
    btrim(given.district_text),
    given.weight_text,
    staging.number_or_null(given.weight_text),
    btrim(given.version_text),
    given.enumerator_hash,
    given.device_hash,
    given.phone_hash,
    given.started_text,
    staging.instant_or_null(given.started_text, given.started_zone, given.local_zone, given.day_order),
    given.ended_text,
    staging.instant_or_null(given.ended_text, given.ended_zone, given.local_zone, given.day_order),
    given.submitted_text,
    staging.instant_or_null(given.submitted_text, given.submitted_zone, given.local_zone, given.day_order),
    given.edits,
    coalesce(given.edits > 0, false) or coalesce(given.first_id <> given.response_id, false),
    given.review_text,
    coalesce(btrim(given.origin_text) <> '', false),
    given.answer,
    given.out_of_scale_text,
    given.consent_text
from identified as given
window copies as (
    partition by given.file_hash, given.person_id, given.response_id, given.edits, given.consent_text is null
    order by given.row_number
);
