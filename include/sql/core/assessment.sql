-- One row per assessor and maturity question of a city: the newest level that was not refused, older are superseded.
-- Inputs: staging.assessment, quality.failed_place (suites assessment_file and assessment, critical).
-- Parameters: cycle.
-- Read by quality/assessment_*.sql and core/indicator_value_assessed.sql.
delete from core.assessment where cycle_year = %(cycle)s;

insert into core.assessment (
    cycle_year, city_code, indicator_code, assessor, reader, level, reason, evidence_seen, read_at, is_simulated,
    file_hash, sheet, row_number, cell
)
with

rejected as (
    select *
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical'
),

-- newest first by delivery; a question has its reader's place from the first delivery on
ordered as (
    select
        given.*,
        row_number() over (
            partition by given.assessor, given.city_code, given.indicator_code
            order by
                coalesce(
                    quality.last_delivered(
                        given.cycle_year, 'assessments', given.file_hash, null, given.deadline_at
                    ),
                    given.received_at
                ) desc,
                given.file_hash
        ) as age,
        min(given.received_at) over (partition by given.assessor, given.city_code, given.indicator_code)
            as first_received_at
    from staging.assessment as given
    where
        given.cycle_year = %(cycle)s
        and not exists (
            select from rejected
            where rejected.suite = 'assessment_file' and rejected.file_hash = given.file_hash
        )
        and not exists (
            select from rejected
            where
                rejected.suite = 'assessment'
                and (rejected.file_hash, rejected.sheet, rejected.row_number)
                = (given.file_hash, given.sheet, given.row_number)
        )
)

select
    cycle_year,
    city_code,
    indicator_code,
    assessor,
    row_number() over (
        partition by city_code, indicator_code order by first_received_at, read_at, assessor
    ) as reader,
    level,
    reason,
    evidence_seen,
    read_at,
    is_simulated,
    file_hash,
    sheet,
    row_number,
    cell
from ordered
where age = 1;
