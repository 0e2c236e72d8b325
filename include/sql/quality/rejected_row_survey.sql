-- One row per rule that refused a file of the survey or a record of one: place, reason, what to do.
-- Inputs: quality.latest_failed_row (critical), quality.rule, staging.survey_file, survey_response, core.survey_response, quality.survey_withdrawal,
-- raw.survey_misshapen, newest_survey_reading.
-- Parameters: cycle.
-- Read by the ledger and by the summary of a run; fills quality.rejected_row, dataset survey. What failed is kept whole in quality.failed_row.
delete from quality.rejected_row where cycle_year = %(cycle)s and dataset = 'survey';

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, row_number, city_code, rule_id, found_text, message_id,
    message_en
)
with

failed as (
    select
        rule_id,
        split_part(rule_id, '.', 1) as suite,
        row ->> 'file_hash' as file_hash,
        row
    from quality.latest_failed_row
    where
        cycle_year = %(cycle)s
        and severity = 'critical'
        and split_part(rule_id, '.', 1) in ('survey_file', 'survey_response')
),

refused as (
    select
        'file' as layer,
        failed.file_hash,
        null::integer as row_number,
        null as city_code,
        failed.rule_id,
        case
            when failed.row ->> 'unreadable_rule' is null
                then concat(failed.row ->> 'rows_read', ' / ', failed.row ->> 'rows_received')
            when failed.rule_id = 'survey_file.readable'
                then concat_ws(': ', failed.row ->> 'unreadable_rule', failed.row ->> 'unreadable_found')
            else failed.row ->> 'unreadable_found'
        end as found_text
    from failed
    where failed.suite = 'survey_file'
    union all
    select
        'row' as layer,
        failed.file_hash,
        (failed.row ->> 'row_number')::integer as row_number,
        case when (failed.row ->> 'is_city_of_cycle')::boolean then failed.row ->> 'city_code' end as city_code,
        failed.rule_id,
        failed.row ->> case split_part(failed.rule_id, '.', 2)
            when 'wave_matches' then 'wave_text'
            when 'city_known' then 'city_code'
            when 'city_sampled' then 'city_code'
            when 'stratum_known' then 'stratum'
            when 'psu_known' then 'psu'
            when 'in_scale' then 'out_of_scale_text'
            when 'weight_readable' then 'weight_text'
            when 'version_declared' then 'version'
            when 'sex_known' then 'sex'
            when 'age_group_known' then 'age_group'
            when 'once_in_file' then 'copy_in_file'
            when 'not_rejected_in_review' then 'review'
            when 'review_known' then 'review'
            when 'times_unambiguous' then 'ambiguous_time_text'
            else 'submitted_text'
        end as found_text
    from failed
    where
        failed.suite = 'survey_response'
        and not exists (
            select from failed as whole
            where whole.suite = 'survey_file' and whole.file_hash = failed.file_hash
        )
    union all
    select
        'row' as layer,
        misshapen.file_hash,
        misshapen.row_number,
        null as city_code,
        'survey_file.well_shaped' as rule_id,
        concat(misshapen.cells, ' / ', misshapen.cells_expected) as found_text
    from raw.survey_misshapen as misshapen
    join raw.newest_survey_reading using (cycle_year, file_hash, reading)
    where misshapen.cycle_year = %(cycle)s
    union all
    select
        'row' as layer,
        file.file_hash,
        null as row_number,
        null as city_code,
        'survey_file.consent_given' as rule_id,
        file.no_consent::text as found_text
    from staging.survey_file as file
    where file.cycle_year = %(cycle)s and file.no_consent > 0
    union all
    select
        'row' as layer,
        withdrawn.file_hash,
        withdrawn.row_number,
        null as city_code,
        'survey_file.consent_withdrawn' as rule_id,
        withdrawn.consent as found_text
    from quality.survey_withdrawal as withdrawn
    left join core.survey_response as counted
        on counted.cycle_year = withdrawn.cycle_year
        and counted.wave = withdrawn.wave
        and counted.response_id = withdrawn.response_id
    where withdrawn.cycle_year = %(cycle)s and counted.response_id is null
    union all
    select
        'row' as layer,
        given.file_hash,
        given.row_number,
        null as city_code,
        'survey_file.consent_recognised' as rule_id,
        given.consent as found_text
    from staging.survey_response as given
    where given.cycle_year = %(cycle)s and given.consent not in ('', 'no')
)

select
    %(cycle)s,
    'survey',
    refused.layer,
    refused.file_hash,
    file.file_name,
    refused.row_number,
    refused.city_code,
    refused.rule_id,
    left(coalesce(refused.found_text, ''), 200),
    rule.message_id,
    rule.message_en
from refused
join staging.survey_file as file on file.cycle_year = %(cycle)s and file.file_hash = refused.file_hash
left join quality.rule as rule on rule.rule_id = refused.rule_id
order by file.file_name, refused.layer, refused.row_number, refused.rule_id;
