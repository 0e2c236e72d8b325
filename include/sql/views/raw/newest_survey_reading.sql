-- One row per file of the survey that was read: its newest reading.
-- Inputs: raw.survey_reading.
-- Parameters: none.
-- Read by quality.file_read, read/survey/files.sql, staging/survey_*.sql, core/survey_wave.sql and rkci.survey.sources.
create view raw.newest_survey_reading as
select distinct on (cycle_year, file_hash) *
from raw.survey_reading
order by cycle_year, file_hash, reading desc;
comment on view raw.newest_survey_reading is 'The reading of each file of the survey that counts; those before it are kept.';
