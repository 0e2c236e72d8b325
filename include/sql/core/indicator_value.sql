-- One accepted answer per city and indicator of a cycle, from its accepted file and what clarifies it.
-- Inputs: staging.submission_value, core.submission, superseded_answer, quality.failed_place (suite submission_value, critical).
-- Parameters: cycle.
-- Read by scoring/selected.sql, faster in this order, and quality.ledger. Surveys and visits are left as they are.
delete from core.indicator_value where cycle_year = %(cycle)s and origin = 'submitted';

insert into core.indicator_value (
    cycle_year, city_code, indicator_code, origin, value, status, year, is_simulated, file_hash, sheet, cell
)
with

-- answers that a critical rule refused
rejected as (
    select distinct file_hash, sheet, row_number
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical' and suite = 'submission_value'
)

select
    answer.cycle_year,
    submission.city_code,
    answer.indicator_code,
    'submitted' as origin,
    answer.value,
    answer.status,
    answer.year,
    answer.is_simulated,
    answer.file_hash,
    answer.sheet,
    answer.cell
from staging.submission_value as answer
join core.submission as submission using (cycle_year, file_hash)
left join rejected using (file_hash, sheet, row_number)
left join core.superseded_answer as superseded
    on superseded.cycle_year = answer.cycle_year
    and superseded.layer = 'row'
    and (superseded.file_hash, superseded.sheet, superseded.row_number)
    = (answer.file_hash, answer.sheet, answer.row_number)
where
    answer.cycle_year = %(cycle)s
    and submission.state in ('accepted', 'clarifying')
    and rejected.file_hash is null
    and superseded.file_hash is null
order by answer.indicator_code, submission.city_code;
