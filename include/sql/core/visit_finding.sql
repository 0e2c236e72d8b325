-- One row per nominee and indicator: the newest confirmed finding that was not refused, else the newest unconfirmed one.
-- Inputs: staging.visit_finding, quality.failed_place (suites visit_file, visit_finding), core.cycle_indicator.
-- Parameters: cycle.
-- Read by core/indicator_value_visit.sql, core.visit_claim and the ledger.
delete from core.visit_finding where cycle_year = %(cycle)s;

insert into core.visit_finding (
    cycle_year, city_code, indicator_code, claimed, observed, adjusted, value, reason, evidence, assessor, reviewer,
    visited_on, is_simulated, file_hash, sheet, row_number, cell
)
with

rejected as (
    select *
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical'
),

ordered as (
    select
        given.*,
        row_number() over (
            partition by given.city_code, given.indicator_code
            order by
                given.reviewer is null,
                coalesce(
                    quality.last_delivered(given.cycle_year, 'visits', given.file_hash, given.folder_city_code, null),
                    given.received_at
                ) desc,
                given.file_hash,
                given.sheet,
                given.row_number
        ) as age
    from staging.visit_finding as given
    where
        given.cycle_year = %(cycle)s
        and not exists (
            select from rejected
            where rejected.suite = 'visit_file' and rejected.file_hash = given.file_hash
        )
        and not exists (
            select from rejected
            where
                rejected.suite = 'visit_finding'
                and (rejected.file_hash, rejected.sheet, rejected.row_number)
                = (given.file_hash, given.sheet, given.row_number)
        )
)

select
    ordered.cycle_year,
    ordered.city_code,
    ordered.indicator_code,
    ordered.claimed,
    ordered.observed,
    ordered.adjusted,
    -- what is known by visits alone is what was seen; elsewhere the claim stands unless it was adjusted
    case
        when ordered.reviewer is null then null
        when indicator.source = 'visit' then coalesce(ordered.adjusted, ordered.observed)
        else ordered.adjusted
    end as value,
    ordered.reason,
    ordered.evidence,
    ordered.assessor,
    ordered.reviewer,
    ordered.visited_on,
    ordered.is_simulated,
    ordered.file_hash,
    ordered.sheet,
    ordered.row_number,
    ordered.cell
from ordered
join core.cycle_indicator as indicator using (cycle_year, indicator_code)
where ordered.age = 1;
