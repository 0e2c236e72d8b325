-- One row per rule that warns of a file that counts, or of an answer that was accepted: place, reason, what to do.
-- Inputs: quality.failed_place (warning), quality.rule, core.submission, core.indicator_value, staging.submission(_value).
-- Parameters: cycle.
-- Read by quality.ledger, quality.ticket, by feedback to the cities and by the summary of a run.
delete from quality.flagged_row where cycle_year = %(cycle)s and dataset = 'submissions';

insert into quality.flagged_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id,
    found_text, message_id, message_en
)
with

-- one warning of a rule for one row, however many rows beside it the rule compared it with
failed as (
    select distinct *
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'warning'
),

file_layer as (
    select
        'file' as layer,
        staged.file_hash,
        null as sheet,
        null::integer as row_number,
        null as cell,
        null as indicator_code,
        failed.rule_id,
        case failed.rule_id
            when 'submission.opened'
                then ops.local_time(staged.received_at, %(cycle)s)
            when 'submission.delivery_time_plausible'
                then quality.delivery_doubt(%(cycle)s, 'submissions', staged.file_hash)
            when 'submission.answers_given' then staged.rows_received::text
            else concat_ws(' ', staged.city_code_text, staged.city_name_text)
        end as found_text
    from failed
    join staging.submission as staged on staged.cycle_year = %(cycle)s and staged.file_hash = failed.file_hash
    where failed.row_number is null
),

row_layer as (
    select
        'row' as layer,
        answer.file_hash,
        answer.sheet,
        answer.row_number,
        answer.cell,
        answer.indicator_code,
        failed.rule_id,
        case
            when failed.rule_id like 'submission_value.year_%%' then coalesce(nullif(answer.year_text, ''), '-')
            when failed.rule_id like 'submission_value.evidence_%%' then coalesce(nullif(answer.evidence, ''), '-')
            else answer.value_text
        end as found_text
    from failed
    join staging.submission_value as answer
        on answer.cycle_year = %(cycle)s
        and (answer.file_hash, answer.sheet, answer.row_number) = (failed.file_hash, failed.sheet, failed.row_number)
    join core.indicator_value as accepted
        on accepted.cycle_year = %(cycle)s
        and accepted.origin = 'submitted'
        and (accepted.file_hash, accepted.sheet, accepted.cell) = (answer.file_hash, answer.sheet, answer.cell)
),

flagged as (
    select * from file_layer
    union all
    select * from row_layer
)

select
    %(cycle)s,
    'submissions',
    flagged.layer,
    flagged.file_hash,
    submission.file_name,
    flagged.sheet,
    flagged.row_number,
    flagged.cell,
    submission.city_code,
    flagged.indicator_code,
    flagged.rule_id,
    left(flagged.found_text, 200),
    rule.message_id,
    rule.message_en
from flagged
join core.submission as submission
    on submission.cycle_year = %(cycle)s
    and submission.file_hash = flagged.file_hash
    and (submission.state = 'accepted' or (submission.state = 'clarifying' and flagged.layer <> 'file'))
left join quality.rule as rule on rule.rule_id = flagged.rule_id
order by submission.file_name, flagged.layer, flagged.sheet, flagged.row_number, flagged.rule_id;
