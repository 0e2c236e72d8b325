-- The design of a cycle's survey: per wave that of the newest sampling file that holds, taken apart into rows.
-- Inputs: raw.survey_sampling, newest_survey_reading, receipt, quality.set_aside.
-- Parameters: cycle.
-- Read by staging/survey_*.sql, views/quality/batch_survey_response.sql and the estimates; ends with the margins.
delete from core.survey_wave where cycle_year = %(cycle)s;
delete from core.survey_stratum where cycle_year = %(cycle)s;
delete from core.survey_margin where cycle_year = %(cycle)s;

insert into core.survey_wave (
    cycle_year, wave, pool_weight, mode, target_n, form_versions, file_hash, is_simulated
)
select distinct on (given.wave)
    given.cycle_year,
    given.wave,
    (given.content ->> 'pool_weight')::double precision,
    given.content ->> 'mode',
    (given.content ->> 'target_n')::integer,
    array(select jsonb_array_elements_text(given.content -> 'form_versions')),
    given.file_hash,
    (given.content ->> 'simulated')::boolean
from raw.survey_sampling as given
join raw.newest_survey_reading using (cycle_year, file_hash, reading)
where
    given.cycle_year = %(cycle)s
    and not exists (
        select from quality.set_aside as aside
        where (aside.cycle_year, aside.file_hash) = (given.cycle_year, given.file_hash)
    )
order by
    given.wave,
    quality.last_delivered(given.cycle_year, 'survey', given.file_hash, given.wave, null) desc nulls last,
    given.file_hash;

insert into core.survey_stratum (
    cycle_year, wave, city_code, stratum, psu_count, population, sampled_psu, target_n, psus
)
select
    wave.cycle_year,
    wave.wave,
    stratum ->> 'city',
    stratum ->> 'stratum',
    (stratum ->> 'psu_count')::integer,
    (stratum ->> 'population')::bigint,
    (stratum ->> 'sampled_psu')::integer,
    (stratum ->> 'target_n')::integer,
    array(select jsonb_array_elements_text(coalesce(stratum -> 'psus', '[]')))
from core.survey_wave as wave
join raw.survey_sampling as given using (cycle_year, file_hash)
join raw.newest_survey_reading using (cycle_year, file_hash, reading)
cross join jsonb_array_elements(given.content -> 'strata') as stratum
where wave.cycle_year = %(cycle)s;

insert into core.survey_margin (
    cycle_year, wave, city_code, margin, category, population, source, vintage
)
select
    wave.cycle_year,
    wave.wave,
    margin ->> 'city',
    margin ->> 'margin',
    total.category,
    total.persons::bigint,
    margin ->> 'source',
    (margin ->> 'vintage')::integer
from core.survey_wave as wave
join raw.survey_sampling as given using (cycle_year, file_hash)
join raw.newest_survey_reading using (cycle_year, file_hash, reading)
cross join jsonb_array_elements(given.content -> 'margins') as margin
cross join jsonb_each_text(margin -> 'totals') as total (category, persons)
where wave.cycle_year = %(cycle)s;
