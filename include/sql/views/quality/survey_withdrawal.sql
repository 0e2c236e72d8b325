-- One row per record without consent of a person who consented in another version of it.
-- Inputs: staging.survey_response.
-- Parameters: none.
-- Read by quality.batch_survey_file, and by quality/rejected_row_survey.sql and ledger_survey.sql, which go by the newest version.
create view quality.survey_withdrawal as
select
    given.cycle_year,
    given.wave,
    given.response_id,
    given.file_hash,
    given.row_number,
    given.consent
from staging.survey_response as given
where
    given.consent is not null
    and exists (
        select from staging.survey_response as other
        where
            (other.cycle_year, other.wave, other.response_id) = (given.cycle_year, given.wave, given.response_id)
            and other.consent is null
    );
comment on view quality.survey_withdrawal is 'Records without consent of people who consented in another version: where this is the newest, the person does not count.';
