-- One row per record of a survey file of which nothing was staged, or that does not consent: its place and why.
-- Inputs: raw.survey_misshapen, newest_survey_reading; staging.survey_file, survey_response; core.survey_response;
-- quality.survey_withdrawal, quality.rule (by its cause).
-- Parameters: cycle.
-- Read by the ledger and by the summary of a run; adds to what quality/rejected_row.sql wrote for the survey.
insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, row_number, rule_id, found_text, message_id, message_en
)
with

unstaged as (
    select
        'misshapen' as cause,
        file_hash,
        row_number,
        concat(cells, ' / ', cells_expected) as found_text
    from raw.survey_misshapen
    join raw.newest_survey_reading using (cycle_year, file_hash, reading)
    where cycle_year = %(cycle)s
    union all
    -- nothing of a person who did not consent is kept, so that the file is all that can be named
    select
        'no_consent' as cause,
        file_hash,
        null as row_number,
        no_consent::text as found_text
    from staging.survey_file
    where cycle_year = %(cycle)s and no_consent > 0
    union all
    select
        'consent_withdrawn' as cause,
        withdrawn.file_hash,
        withdrawn.row_number,
        withdrawn.consent as found_text
    from quality.survey_withdrawal as withdrawn
    left join core.survey_response as counted using (cycle_year, wave, response_id)
    where cycle_year = %(cycle)s and counted.file_hash is null
    union all
    select
        'consent_unrecognised' as cause,
        file_hash,
        row_number,
        consent as found_text
    from staging.survey_response
    where cycle_year = %(cycle)s and consent not in ('', 'no')
)

select
    file.cycle_year,
    rule.dataset,
    'row',
    file.file_hash,
    file.file_name,
    unstaged.row_number,
    rule.rule_id,
    unstaged.found_text,
    rule.message_id,
    rule.message_en
from unstaged
join staging.survey_file as file on file.cycle_year = %(cycle)s and file.file_hash = unstaged.file_hash
join quality.rule as rule on rule.dataset = 'survey' and rule.cause = unstaged.cause
order by file.file_name, unstaged.row_number, rule.rule_id;
