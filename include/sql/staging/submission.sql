-- One row per submitted file of a cycle that was read, or is withheld: what it declares beside what is expected of it.
-- Inputs: raw.receipt, raw.file_reading, quality.withheld, core.cycle_city, ops.cycle, cycle_framework, submission_extension, quality.city_proposal, ticket*.
-- Parameters: cycle.
-- Read by the suite submission, staging.submission_value, core.submission and rkci.intake.proposals.
delete from staging.submission where cycle_year = %(cycle)s;

insert into staging.submission (
    cycle_year, file_hash, file_name, folder_city_code, city_code_text, city_name_text, city_code, cycle_text,
    framework_hash_text, framework_hash, is_seal_valid, received_at, deadline_at, rows_received, rows_read,
    is_simulated, unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found, innovations_received,
    innovations_read, declared_city_code, city_state, city_reason, seen_at, is_clarifying
)
with

-- what was read, or is withheld whatever is in it
given as (
    select
        received.file_hash,
        reading.city_code_text,
        reading.city_name_text,
        reading.cycle_text,
        reading.framework_hash_text,
        reading.sealed_city_code,
        reading.origin_text,
        coalesce(reading.rows_received, 0) as rows_received,
        coalesce(reading.rows_read, 0) as rows_read,
        coalesce(reading.innovations_received, 0) as innovations_received,
        coalesce(reading.innovations_read, 0) as innovations_read,
        coalesce(withheld.rule, reading.unreadable_rule) as unreadable_rule,
        case when withheld.rule is null then reading.unreadable_sheet end as unreadable_sheet,
        case when withheld.rule is null then reading.unreadable_cell end as unreadable_cell,
        coalesce(withheld.found, reading.unreadable_found) as unreadable_found
    from (
        select distinct file_hash from raw.receipt
        where cycle_year = %(cycle)s and dataset = 'submissions'
    ) as received
    left join raw.file_reading as reading
        on reading.cycle_year = %(cycle)s and reading.file_hash = received.file_hash
    left join quality.withheld as withheld
        on withheld.cycle_year = %(cycle)s
        and withheld.dataset = 'submissions'
        and withheld.file_hash = received.file_hash
    where reading.file_hash is not null or withheld.file_hash is not null
),

-- the city that code and name mean, or that a person confirmed; never a guess
declared as (
    select
        given.*,
        case when confirmed.city_code is null then resolved.state else 'resolved' end as city_state,
        case when confirmed.city_code is null then resolved.reason else 'confirmed' end as city_reason,
        coalesce(confirmed.city_code, resolved.city_code) as declared_city_code
    from given
    left join lateral core.resolve_city(given.city_name_text, given.city_code_text) as resolved
        on given.unreadable_rule is null
    left join quality.city_proposal as confirmed
        on confirmed.cycle_year = %(cycle)s
        and confirmed.file_hash = given.file_hash
        and confirmed.state = 'confirmed'
),

reading as (
    select
        declared.*,
        cycle_city.city_code
    from declared
    left join core.cycle_city as cycle_city
        on cycle_city.cycle_year = %(cycle)s and cycle_city.city_code = declared.declared_city_code
),

-- the same bytes may lie in several folders: the delivery that counts is the first in the folder of its own city
delivery as (
    select distinct on (receipt.file_hash)
        receipt.file_hash,
        receipt.file_name,
        receipt.received_at,
        receipt.seen_at,
        substring(receipt.file_name from '^[^/]+/([^/]+)/') as folder_city_code
    from raw.receipt as receipt
    join reading using (file_hash)
    where receipt.cycle_year = %(cycle)s and receipt.dataset = 'submissions'
    order by
        receipt.file_hash,
        coalesce(substring(receipt.file_name from '^[^/]+/([^/]+)/') = reading.city_code, false) desc,
        receipt.received_at,
        receipt.file_name
),

-- the longest extension of the city, where one is recorded
extension as (
    select
        city_code,
        max(extended_until) as extended_until
    from ops.submission_extension
    where cycle_year = %(cycle)s
    group by city_code
),

term as (
    select
        delivery.file_hash,
        delivery.received_at >= greatest(cycle.submission_closes_at, extension.extended_until)
        and delivery.received_at >= cycle.clarification_opens_at
        and delivery.received_at < cycle.clarification_closes_at as is_in_clarification,
        greatest(cycle.submission_closes_at, extension.extended_until) as deadline_at,
        cycle.clarification_closes_at
    from delivery
    join reading using (file_hash)
    join ops.cycle as cycle on cycle.cycle_year = %(cycle)s
    left join extension on extension.city_code = coalesce(reading.city_code, delivery.folder_city_code)
),

-- what its city had been asked: about answers, or for the whole file again, where one that came in time was refused
asked as (
    select
        delivery.file_hash,
        bool_or(ticket.layer <> 'file') as is_asked_for_answers,
        bool_or(
            ticket.layer = 'file' and ticket.severity = 'critical' and about.received_at < term.deadline_at
        ) as is_asked_for_file
    from delivery
    join reading using (file_hash)
    join term using (file_hash)
    cross join lateral quality.tickets_open_at(%(cycle)s, reading.city_code, delivery.seen_at) as ticket
    join raw.file as about on about.cycle_year = ticket.cycle_year and about.file_hash = ticket.file_hash
    where term.is_in_clarification
    group by delivery.file_hash
)

select
    cycle.cycle_year,
    reading.file_hash,
    delivery.file_name,
    delivery.folder_city_code,
    reading.city_code_text,
    reading.city_name_text,
    reading.city_code,
    reading.cycle_text,
    reading.framework_hash_text,
    cycle_framework.framework_hash,
    coalesce(
        reading.sealed_city_code = coalesce(reading.declared_city_code, btrim(reading.city_code_text)), false
    ) as is_seal_valid,
    delivery.received_at,
    case when asked.is_asked_for_file then term.clarification_closes_at else term.deadline_at end as deadline_at,
    reading.rows_received,
    reading.rows_read,
    coalesce(btrim(reading.origin_text) <> '', false) as is_simulated,
    reading.unreadable_rule,
    reading.unreadable_sheet,
    reading.unreadable_cell,
    reading.unreadable_found,
    reading.innovations_received,
    reading.innovations_read,
    reading.declared_city_code,
    reading.city_state,
    reading.city_reason,
    delivery.seen_at,
    coalesce(asked.is_asked_for_answers and not asked.is_asked_for_file, false) as is_clarifying
from reading
join delivery using (file_hash)
join term using (file_hash)
left join asked using (file_hash)
join ops.cycle as cycle on cycle.cycle_year = %(cycle)s
join ops.cycle_framework as cycle_framework
    on cycle_framework.cycle_year = cycle.cycle_year and cycle_framework.is_primary;
