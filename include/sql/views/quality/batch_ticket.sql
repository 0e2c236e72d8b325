-- One row per tickets file of the cycle (without a row number), and per answer in those that could be read.
-- Inputs: staging.ticket_file, ticket_answer.
-- Parameters: setting rkci.cycle.
-- Read by expectations/ticket.json.
create view quality.batch_ticket as
select
    file.cycle_year,
    file.file_hash,
    file.file_name,
    file.city_code,
    file.received_at,
    file.unreadable_rule,
    file.unreadable_sheet,
    file.unreadable_found,
    null::text as sheet,
    null::integer as row_number,
    null::text as ticket_text,
    null::text as answer_text,
    null::text as reason_text,
    null::bigint as ticket_id,
    null::timestamptz as deadline_at,
    null::boolean as lacks_reason
from staging.ticket_file as file
where file.cycle_year = quality.cycle()
union all
select
    file.cycle_year,
    file.file_hash,
    file.file_name,
    file.city_code,
    file.received_at,
    null as unreadable_rule,
    null as unreadable_sheet,
    null as unreadable_found,
    case when right(lower(file.file_name), 4) = '.csv' then 'csv' end as sheet,
    given.row_number,
    given.ticket_text,
    given.answer_text,
    given.reason_text,
    given.ticket_id,
    given.deadline_at,
    given.lacks_reason
from staging.ticket_answer as given
join staging.ticket_file as file using (cycle_year, file_hash)
where given.cycle_year = quality.cycle();
comment on view quality.batch_ticket is 'staging.ticket_file and ticket_answer of the cycle as the suite ticket reads them.';
