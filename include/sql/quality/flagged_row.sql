-- One row per rule that warns of a file that counts, or of an answer that was accepted: place, reason, what to do.
-- Inputs: quality.failure (warning), core.submission, core.indicator_value.
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
    select distinct on (rule_id, file_hash, sheet, row_number) *
    from quality.failure
    where cycle_year = %(cycle)s and dataset = 'submissions' and severity = 'warning'
    order by rule_id, file_hash, sheet, row_number
)

select
    failed.cycle_year,
    failed.dataset,
    failed.layer,
    failed.file_hash,
    submission.file_name,
    failed.sheet,
    failed.row_number,
    failed.cell,
    submission.city_code,
    failed.indicator_code,
    failed.rule_id,
    coalesce(nullif(failed.found_text, ''), '-'),
    failed.message_id,
    failed.message_en
from failed
join core.submission as submission
    on submission.cycle_year = failed.cycle_year and submission.file_hash = failed.file_hash
left join core.indicator_value as accepted
    on failed.layer = 'row'
    and accepted.cycle_year = failed.cycle_year
    and accepted.origin = 'submitted'
    and (accepted.file_hash, accepted.sheet, accepted.cell) = (failed.file_hash, failed.sheet, failed.cell)
where
    (failed.layer = 'file' and submission.state = 'accepted')
    or (accepted.file_hash is not null and submission.state in ('accepted', 'clarifying'))
order by submission.file_name, failed.layer, failed.sheet, failed.row_number, failed.rule_id;
