-- One row per rule that refused a file of findings, or a row of one that was read: place, reason, what to do.
-- Inputs: quality.latest_failed_row (critical), quality.rule, staging.visit_file, visit_finding, core.cycle_city.
-- Parameters: cycle.
-- Read by the ledger and by the summary of a run; fills quality.rejected_row, dataset visits.
delete from quality.rejected_row where cycle_year = %(cycle)s and dataset = 'visits';

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id,
    found_text, message_id, message_en
)
with

failed as (
    select
        rule_id,
        row ->> 'file_hash' as file_hash,
        row ->> 'sheet' as sheet,
        (row ->> 'row_number')::integer as row_number
    from quality.latest_failed_row
    where cycle_year = %(cycle)s and severity = 'critical'
),

file_layer as (
    select
        'file' as layer,
        file.file_hash,
        file.file_name,
        file.unreadable_sheet as sheet,
        null::integer as row_number,
        file.unreadable_cell as cell,
        city.city_code,
        null as indicator_code,
        failed.rule_id,
        case
            when split_part(failed.rule_id, '.', 2) = 'folder_of_city' then file.folder_city_code
            when file.unreadable_rule is null then concat(file.rows_read, ' / ', file.rows_received)
            else concat_ws(': ', file.unreadable_rule, file.unreadable_found)
        end as found_text
    from failed
    join staging.visit_file as file on file.cycle_year = %(cycle)s and file.file_hash = failed.file_hash
    left join core.cycle_city as city on city.cycle_year = %(cycle)s and city.city_code = file.folder_city_code
    where split_part(failed.rule_id, '.', 1) = 'visit_file'
),

row_layer as (
    select
        'row' as layer,
        given.file_hash,
        given.file_name,
        given.sheet,
        given.row_number,
        given.cell,
        city.city_code,
        given.indicator_code,
        failed.rule_id,
        case split_part(failed.rule_id, '.', 2)
            when 'sheet_of_workbook' then given.sheet
            when 'city_of_folder' then concat_ws(' / ', given.city_code, given.folder_city_code)
            when 'city_is_nominee' then given.city_code
            when 'indicator_known' then given.indicator_code
            when 'assessor_known' then given.assessor
            when 'reviewer_known' then given.reviewer
            when 'reviewer_is_other' then given.reviewer
            when 'no_conflict' then concat_ws(' ', given.assessor, given.reviewer, given.city_code)
            when 'visited_on_readable' then given.visited_text
            when 'visited_in_phase' then given.visited_text
            else concat_ws(' -> ', given.observed_text, given.adjusted_text)
        end as found_text
    from failed
    join staging.visit_finding as given
        on given.cycle_year = %(cycle)s
        and (given.file_hash, given.sheet, given.row_number) = (failed.file_hash, failed.sheet, failed.row_number)
    left join core.cycle_city as city on city.cycle_year = %(cycle)s and city.city_code = given.city_code
    where
        split_part(failed.rule_id, '.', 1) = 'visit_finding'
        and given.file_hash not in (select file_layer.file_hash from file_layer)
),

refused as (
    select * from file_layer
    union all
    select * from row_layer
)

select
    %(cycle)s,
    'visits',
    refused.layer,
    refused.file_hash,
    refused.file_name,
    refused.sheet,
    refused.row_number,
    refused.cell,
    refused.city_code,
    refused.indicator_code,
    refused.rule_id,
    left(coalesce(refused.found_text, ''), 200),
    rule.message_id,
    rule.message_en
from refused
left join quality.rule as rule on rule.rule_id = refused.rule_id
order by refused.file_name, refused.layer, refused.sheet, refused.row_number, refused.rule_id;
