-- One row per record with consent of the survey of the cycle, beside the city and the design that it belongs to.
-- Inputs: staging.survey_response, survey_file; core.cycle_city, survey_wave, survey_stratum.
-- Parameters: setting rkci.cycle.
-- Read by expectations/survey_response.json, whose rules select failing rows only.
create view quality.batch_survey_response as
select
    given.*,
    file.file_name,
    city.city_code is not null as is_city_of_cycle,
    sampled.city_code is not null as is_city_sampled,
    stratum.stratum is not null as is_stratum_of_frame,
    -- a long code that a spreadsheet shortened (1,28E+13) is that of many units
    coalesce(
        given.psu ~* '^[0-9]([.,][0-9]+)?E[+][0-9]+$'
        or (cardinality(stratum.psus) > 0 and given.psu <> all(stratum.psus)),
        false
    ) as is_psu_of_no_frame,
    coalesce(cardinality(wave.form_versions) > 0 and given.version <> all(wave.form_versions), false)
        as is_version_of_another_form,
    -- day and month could change places, and nobody declared which comes first
    case
        when given.started_at is null and given.started_text ~ '^\s*\d\d?[-/.]\d\d?[-/.]\d{4}\y' then given.started_text
        when given.ended_at is null and given.ended_text ~ '^\s*\d\d?[-/.]\d\d?[-/.]\d{4}\y' then given.ended_text
    end as ambiguous_time_text
from staging.survey_response as given
left join core.cycle_city as city using (cycle_year, city_code)
left join core.survey_wave as wave using (cycle_year, wave)
left join core.survey_stratum as stratum using (cycle_year, wave, city_code, stratum)
left join (
    select distinct
        cycle_year,
        wave,
        city_code
    from core.survey_stratum
) as sampled using (cycle_year, wave, city_code)
left join staging.survey_file as file on file.cycle_year = given.cycle_year and file.file_hash = given.file_hash
where given.cycle_year = quality.cycle() and given.consent is null;
comment on view quality.batch_survey_response is 'staging.survey_response of the cycle as the suite survey_response reads it, beside city and design.';
