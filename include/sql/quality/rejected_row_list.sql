-- One row per rule that refused a file of a list, or a row of one that was read: place, reason, what to do.
-- Inputs: quality.latest_failed_row (critical), quality.rule, core.cycle_city, core.objection_decision.
-- Parameters: cycle, dataset, suites (those of its files and of its rows).
-- Read by the ledger, the answers to objections and the summary of a run; fills quality.rejected_row.
delete from quality.rejected_row where cycle_year = %(cycle)s and dataset = %(dataset)s;

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id,
    found_text, message_id, message_en
)
with

-- what failed, as the suites saw it: a list has those of these columns that it knows
failed as (
    select
        failed.rule_id,
        split_part(failed.rule_id, '.', 2) as rule,
        case when given.row_number is null then 'file' else 'row' end as layer,
        given.*
    from quality.latest_failed_row as failed
    join lateral jsonb_to_record(failed.row) as given (
        file_hash text, file_name text, folder_city_code text, received_at timestamptz,
        rows_received integer, rows_read integer,
        unreadable_rule text, unreadable_sheet text, unreadable_cell text, unreadable_found text,
        sheet text, row_number integer, cell text, objection_id bigint, cycle_text text, city_code text,
        indicator_code text, assessor text, reviewer text, level_text text, observed_text text, adjusted_text text,
        claimed_text text, visited_text text
    ) on true
    where
        failed.cycle_year = %(cycle)s
        and failed.severity = 'critical'
        and split_part(failed.rule_id, '.', 1) = any(%(suites)s)
),

-- a file that is refused whole has no rows to refuse, and what was decided cannot be
refused as (
    select
        failed.*,
        -- a city objects by its folder; assessors and visitors name the city that a row is about
        case
            when failed.layer = 'file' or %(dataset)s = 'objections' then failed.folder_city_code
            else failed.city_code
        end as told_city_code,
        case failed.rule
            when 'readable' then concat_ws(': ', failed.unreadable_rule, failed.unreadable_found)
            when 'reader_succeeds' then failed.unreadable_found
            when 'not_set_aside' then failed.unreadable_found
            when 'all_rows_read' then concat(failed.rows_read, ' / ', failed.rows_received)
            when 'folder_of_city' then failed.folder_city_code
            when 'sheet_of_workbook' then failed.sheet
            when 'cycle_matches' then failed.cycle_text
            when 'city_of_folder' then concat_ws(' / ', failed.city_code, failed.folder_city_code)
            when 'city_known' then failed.city_code
            when 'city_is_nominee' then failed.city_code
            when 'in_time' then ops.local_time(failed.received_at, %(cycle)s)
            when 'in_window' then ops.local_time(failed.received_at, %(cycle)s)
            when 'indicator_known' then failed.indicator_code
            when 'indicator_is_maturity' then failed.indicator_code
            when 'assessor_known' then failed.assessor
            when 'reviewer_known' then failed.reviewer
            when 'reviewer_is_other' then failed.reviewer
            when 'no_conflict' then concat_ws(' ', failed.assessor, failed.reviewer, failed.city_code)
            when 'visited_on_readable' then failed.visited_text
            when 'visited_in_phase' then failed.visited_text
            -- the others are about the value
            else
                case %(dataset)s
                    when 'assessments' then failed.level_text
                    when 'visits' then concat_ws(' -> ', failed.observed_text, failed.adjusted_text)
                    when 'objections' then failed.claimed_text
                end
        end as found_text
    from failed
    where
        failed.layer = 'file'
        or not (
            exists (
                select from failed as whole
                where whole.layer = 'file' and whole.file_hash = failed.file_hash
            )
            or exists (
                select from core.objection_decision as decision
                where decision.objection_id = failed.objection_id
            )
        )
)

select
    %(cycle)s,
    %(dataset)s,
    refused.layer,
    refused.file_hash,
    refused.file_name,
    coalesce(refused.sheet, refused.unreadable_sheet) as sheet,
    refused.row_number,
    coalesce(refused.cell, refused.unreadable_cell) as cell,
    city.city_code,
    refused.indicator_code,
    refused.rule_id,
    left(coalesce(refused.found_text, ''), 200),
    rule.message_id,
    rule.message_en
from refused
left join core.cycle_city as city on city.cycle_year = %(cycle)s and city.city_code = refused.told_city_code
left join quality.rule as rule on rule.rule_id = refused.rule_id
order by refused.file_name, refused.layer, sheet, refused.row_number, refused.rule_id;
