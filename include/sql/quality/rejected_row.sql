-- One row per rule that refused a submitted file, or an answer of a file that counts: place, reason, what to do.
-- Inputs: quality.failed_place (critical), quality.rule, core.submission, superseded_answer, staging.submission(_value).
-- Parameters: cycle.
-- Read by quality.ledger, by feedback to the cities and by the summary of a run.
delete from quality.rejected_row where cycle_year = %(cycle)s and dataset = 'submissions';

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id,
    found_text, message_id, message_en
)
with

failed as (
    select *
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical'
),

-- files refused whole; what was found is what the rule is about
file_layer as (
    select
        'file' as layer,
        staged.file_hash,
        staged.unreadable_sheet as sheet,
        null::integer as row_number,
        staged.unreadable_cell as cell,
        null as indicator_code,
        failed.rule_id,
        case failed.rule_id
            when 'submission.readable' then concat_ws(': ', staged.unreadable_rule, staged.unreadable_found)
            when 'submission.reader_succeeds' then staged.unreadable_found
            when 'submission.not_set_aside' then staged.unreadable_found
            when 'submission.all_answers_read'
                then concat(
                    staged.rows_read + staged.innovations_read, ' / ',
                    staged.rows_received + staged.innovations_received
                )
            when 'submission.cycle_matches' then staged.cycle_text
            when 'submission.framework_matches' then staged.framework_hash_text
            when 'submission.in_time'
                then ops.local_time(staged.received_at, %(cycle)s)
            else concat_ws(' ', staged.city_code_text, staged.city_name_text)
        end as found_text
    from failed
    join staging.submission as staged on staged.cycle_year = %(cycle)s and staged.file_hash = failed.file_hash
    where failed.suite = 'submission'
),

-- answers refused one by one
row_layer as (
    select
        'row' as layer,
        answer.file_hash,
        answer.sheet,
        answer.row_number,
        answer.cell,
        answer.indicator_code,
        failed.rule_id,
        case failed.rule_id
            when 'submission_value.indicator_known' then answer.indicator_code
            when 'submission_value.year_not_in_future' then answer.year_text
            when 'submission_value.sheet_of_workbook' then answer.sheet
            else answer.value_text
        end as found_text
    from failed
    join staging.submission_value as answer
        on answer.cycle_year = %(cycle)s
        and (answer.file_hash, answer.sheet, answer.row_number) = (failed.file_hash, failed.sheet, failed.row_number)
    join core.submission as submission
        on submission.cycle_year = %(cycle)s and submission.file_hash = answer.file_hash
    where
        failed.suite = 'submission_value'
        and submission.state in ('accepted', 'clarifying')
        -- what nobody asked for is refused for that alone
        and (answer.is_asked or failed.rule_id = 'submission_value.has_open_ticket')
        and not exists (
            select from core.superseded_answer as superseded
            where
                superseded.cycle_year = %(cycle)s
                and superseded.layer = 'row'
                and (superseded.file_hash, superseded.sheet, superseded.row_number)
                = (answer.file_hash, answer.sheet, answer.row_number)
        )
),

-- innovations refused one by one
innovation_layer as (
    select
        'innovation' as layer,
        innovation.file_hash,
        innovation.sheet,
        innovation.row_number,
        innovation.cell,
        null as indicator_code,
        failed.rule_id,
        concat_ws(
            ' | ', innovation.name, innovation.domain_text, innovation.what_it_does, innovation.since_text,
            innovation.users, innovation.evidence
        ) as found_text
    from failed
    join staging.innovation as innovation
        on innovation.cycle_year = %(cycle)s
        and (innovation.file_hash, innovation.sheet, innovation.row_number)
        = (failed.file_hash, failed.sheet, failed.row_number)
    join core.submission as submission
        on submission.cycle_year = %(cycle)s and submission.file_hash = innovation.file_hash
    where
        failed.suite = 'innovation'
        and submission.state in ('accepted', 'clarifying')
        -- what nobody asked for is refused for that alone
        and (innovation.is_asked or failed.rule_id = 'innovation.has_open_ticket')
        and not exists (
            select from core.superseded_answer as superseded
            where
                superseded.cycle_year = %(cycle)s
                and superseded.layer = 'innovation'
                and (superseded.file_hash, superseded.sheet, superseded.row_number)
                = (innovation.file_hash, innovation.sheet, innovation.row_number)
        )
),

refused as (
    select * from file_layer
    union all
    select * from row_layer
    union all
    select * from innovation_layer
)

select
    %(cycle)s,
    'submissions',
    refused.layer,
    refused.file_hash,
    submission.file_name,
    refused.sheet,
    refused.row_number,
    refused.cell,
    submission.city_code,
    refused.indicator_code,
    refused.rule_id,
    left(refused.found_text, 200),
    rule.message_id,
    rule.message_en
from refused
join core.submission as submission
    on submission.cycle_year = %(cycle)s and submission.file_hash = refused.file_hash
left join quality.rule as rule on rule.rule_id = refused.rule_id
order by submission.file_name, refused.layer, refused.sheet, refused.row_number, refused.rule_id;
