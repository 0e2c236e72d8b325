-- One row per rule that refused a file of a dataset, or a row of a file that counts: place, what was found, what to do.
-- Inputs: quality.failure (critical), core.submission, superseded_answer, objection_decision, cycle_city.
-- Parameters: cycle, dataset.
-- Read by the ledgers, by feedback to the cities, the answers to objections and the summary of a run.
delete from quality.rejected_row where cycle_year = %(cycle)s and dataset = %(dataset)s;

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id,
    found_text, message_id, message_en
)
with

failed as (
    select *
    from quality.failure
    where cycle_year = %(cycle)s and dataset = %(dataset)s and severity = 'critical'
),

-- whose files of submissions are, and which a newer one replaced
submission as (
    select *
    from core.submission
    where cycle_year = %(cycle)s and %(dataset)s = 'submissions'
),

-- a file that is refused or replaced whole has no rows to refuse; nor has what was decided or answered anew
refused as (
    select *
    from failed
    where layer = 'file'
    union all
    select failed.*
    from failed
    where
        failed.layer <> 'file'
        and not exists (
            select from failed as whole
            where whole.layer = 'file' and whole.file_hash = failed.file_hash
        )
        and not exists (
            select from submission
            where submission.file_hash = failed.file_hash and submission.state = 'superseded'
        )
        and not exists (
            select from core.superseded_answer as superseded
            where
                superseded.cycle_year = failed.cycle_year
                and (superseded.file_hash, superseded.layer, superseded.sheet, superseded.row_number)
                = (failed.file_hash, failed.layer, failed.sheet, failed.row_number)
        )
        and not exists (
            select from core.objection_decision as decision
            where decision.objection_id = (failed.row ->> 'objection_id')::bigint
        )
        -- what nobody asked for is refused for that alone
        and not exists (
            select from failed as unasked
            where
                unasked.cause = 'unasked'
                and unasked.rule_id <> failed.rule_id
                and (unasked.file_hash, unasked.sheet, unasked.row_number)
                = (failed.file_hash, failed.sheet, failed.row_number)
        )
)

select
    refused.cycle_year,
    refused.dataset,
    refused.layer,
    refused.file_hash,
    refused.file_name,
    refused.sheet,
    refused.row_number,
    refused.cell,
    coalesce(submission.city_code, city.city_code) as city_code,
    refused.indicator_code,
    refused.rule_id,
    refused.found_text,
    refused.message_id,
    refused.message_en
from refused
left join submission using (file_hash)
left join core.cycle_city as city
    on city.cycle_year = refused.cycle_year and city.city_code = refused.city_code
order by refused.file_name, refused.layer, refused.sheet, refused.row_number, refused.rule_id;
