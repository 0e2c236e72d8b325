-- One row per city and indicator objected to: the objection that was decided, else the newest that was not refused.
-- Inputs: staging.objection, quality.failed_place (suites objection_file, objection), core.objection_decision.
-- Parameters: cycle; closes of the phase objections.
-- Read by the people who decide, core/indicator_value_objection.sql, the ledger and the answers.
delete from core.objection where cycle_year = %(cycle)s;

insert into core.objection (
    objection_id, cycle_year, city_code, indicator_code, claimed_value, reason, evidence, received_at, is_simulated,
    file_hash, sheet, cell
)
with

rejected as (
    select *
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical'
),

-- what was decided stays, whatever came after it
ordered as (
    select
        given.*,
        row_number() over (
            partition by given.city_code, given.indicator_code
            order by
                decision.objection_id is null,
                coalesce(
                    quality.last_delivered(
                        given.cycle_year, 'objections', given.file_hash, given.folder_city_code, %(closes)s
                    ),
                    given.received_at
                ) desc,
                given.objection_id desc
        ) as age
    from staging.objection as given
    left join core.objection_decision as decision using (objection_id)
    where
        given.cycle_year = %(cycle)s
        and (
            decision.objection_id is not null
            or (
                not exists (
                    select from rejected
                    where rejected.suite = 'objection_file' and rejected.file_hash = given.file_hash
                )
                and not exists (
                    select from rejected
                    where
                        rejected.suite = 'objection'
                        and (rejected.file_hash, rejected.sheet, rejected.row_number)
                        = (given.file_hash, given.sheet, given.row_number)
                )
            )
        )
)

select
    objection_id,
    cycle_year,
    city_code,
    indicator_code,
    claimed_value,
    reason,
    evidence,
    received_at,
    is_simulated,
    file_hash,
    sheet,
    cell
from ordered
where age = 1;
