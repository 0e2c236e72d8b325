-- One row per file and layer of the tickets files in quality.ledger; an answer that holds makes its ticket answered.
-- Inputs: staging.ticket_file, staging.ticket_answer, quality.failed_place (suite ticket).
-- Parameters: cycle.
-- Read by checks/ledger_adds_up.sql, feedback to the cities.
delete from quality.ledger where cycle_year = %(cycle)s and dataset = 'tickets';

create temporary table judged_answer on commit drop as
with

refused as (
    select distinct
        file_hash,
        row_number
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical' and suite = 'ticket' and row_number is not null
),

ruled as (
    select
        answer.*,
        refused.file_hash is not null as is_refused
    from staging.ticket_answer as answer
    left join refused using (file_hash, row_number)
    where answer.cycle_year = %(cycle)s
)

select
    ruled.*,
    not ruled.is_refused and row_number() over (
        partition by ruled.ticket_id, ruled.is_refused
        order by ruled.newest_at desc, ruled.file_hash, ruled.row_number desc
    ) = 1 as is_accepted
from ruled;

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded
)
with

answers as (
    select
        file_hash,
        count(*) filter (where is_accepted) as accepted,
        count(*) filter (where is_refused) as rejected,
        count(*) filter (where not is_refused and not is_accepted) as superseded
    from judged_answer
    group by file_hash
)

select
    %(cycle)s,
    'tickets',
    coalesce(file.city_code, ''),
    file.file_hash,
    counted.layer,
    counted.received,
    counted.accepted,
    counted.rejected,
    counted.superseded
from staging.ticket_file as file
left join answers using (file_hash)
join
    lateral (
        select
            'file' as layer,
            file.deliveries as received,
            (file.unreadable_rule is null)::integer as accepted,
            (file.unreadable_rule is not null)::integer as rejected,
            file.deliveries - 1 as superseded
        union all
        -- a file that is rejected takes all its answers with it
        select
            'row',
            file.rows_received,
            coalesce(answers.accepted, 0),
            case when file.unreadable_rule is null then coalesce(answers.rejected, 0) else file.rows_received end,
            coalesce(answers.superseded, 0)
    ) as counted
    on true
where file.cycle_year = %(cycle)s;

-- an answer holds if it came after the file that it is about
update quality.ticket
set
    state = 'answered',
    answer_text = concat_ws(': ', btrim(judged.answer_text), nullif(btrim(judged.reason_text), '')),
    answered_at = judged.newest_at
from judged_answer as judged
where
    judged.is_accepted
    and judged.ticket_id = ticket.ticket_id
    and ticket.state <> 'closed'
    and ticket.answered_at is distinct from judged.newest_at
    and judged.newest_at >= (
        select max(receipt.received_at)
        from raw.receipt as receipt
        where receipt.cycle_year = ticket.cycle_year and receipt.file_hash = ticket.file_hash
    );
