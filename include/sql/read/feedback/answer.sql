-- One row per answer of the files that were read, as written, and whether it was accepted.
-- Inputs: raw.submission_row, staging.submission_value, core.indicator_value.
-- Parameters: cycle.
-- Read by rkci.intake.feedback, which colours the cells of each workbook.
select
    answer.file_hash,
    answer.sheet,
    answer.cell,
    answer.indicator_code,
    answer.value_text,
    written.is_number,
    answer.year,
    answer.agency,
    answer.evidence,
    answer.note,
    accepted.cell is not null as is_accepted
from staging.submission_value as answer
join raw.submission_row as written using (cycle_year, file_hash, sheet, row_number)
left join core.indicator_value as accepted
    on accepted.cycle_year = answer.cycle_year
    and accepted.origin = 'submitted'
    and (accepted.file_hash, accepted.sheet, accepted.cell) = (answer.file_hash, answer.sheet, answer.cell)
where answer.cycle_year = %(cycle)s
order by answer.file_hash, answer.sheet, answer.row_number
