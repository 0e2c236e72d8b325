-- One row per tickets file of a cycle that was read, or is withheld, as it was first delivered.
-- Inputs: raw.receipt, raw.file_reading, quality.withheld.
-- Parameters: cycle.
-- Read by staging.ticket_answer, the suite ticket and quality/ticket_answer.sql.
delete from staging.ticket_file where cycle_year = %(cycle)s;

insert into staging.ticket_file (
    cycle_year, file_hash, file_name, city_code, received_at, deliveries, rows_received, unreadable_rule,
    unreadable_sheet, unreadable_found
)
with

-- each content once, in the folder in which it lay first
delivery as (
    select distinct on (file_hash)
        file_hash,
        file_name,
        received_at,
        substring(file_name from '^[^/]+/([^/]+)/') as city_code,
        count(*) over (partition by file_hash) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'tickets'
    order by file_hash, received_at, file_name
)

select
    %(cycle)s,
    delivery.file_hash,
    delivery.file_name,
    delivery.city_code,
    delivery.received_at,
    delivery.deliveries,
    coalesce(reading.rows_received, 0) as rows_received,
    coalesce(withheld.rule, reading.unreadable_rule) as unreadable_rule,
    case when withheld.rule is null then reading.unreadable_sheet end as unreadable_sheet,
    coalesce(withheld.found, reading.unreadable_found) as unreadable_found
from delivery
left join raw.file_reading as reading on reading.cycle_year = %(cycle)s and reading.file_hash = delivery.file_hash
left join quality.withheld as withheld
    on withheld.cycle_year = %(cycle)s and withheld.dataset = 'tickets' and withheld.file_hash = delivery.file_hash
where reading.file_hash is not null or withheld.file_hash is not null;
