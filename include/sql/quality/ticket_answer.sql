-- One row per file and layer of the tickets files in quality.ledger; what is wrong with answers in quality.rejected_row.
-- Inputs: raw.ticket_answer, raw.file_reading, raw.receipt, quality.withheld, quality.ticket.
-- Parameters: cycle.
-- Read by checks/ledger_adds_up.sql, feedback to the cities. An answer that holds makes its ticket answered.
delete from quality.rejected_row where cycle_year = %(cycle)s and dataset = 'tickets';
delete from quality.ledger where cycle_year = %(cycle)s and dataset = 'tickets';

-- each content once, in the folder in which it lay first, if it was read or is withheld
create temporary table delivered_tickets on commit drop as
with

delivery as (
    select distinct on (file_hash)
        file_hash,
        file_name,
        received_at,
        substring(file_name from '^[^/]+/([^/]+)/') as city_code
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'tickets'
    order by file_hash, received_at, file_name
),

deliveries as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'tickets'
    group by file_hash
)

select
    delivery.*,
    deliveries.deliveries,
    coalesce(reading.rows_received, 0) as rows_received,
    coalesce(withheld.rule, reading.unreadable_rule) as unreadable_rule,
    case when withheld.rule is null then reading.unreadable_sheet end as unreadable_sheet,
    coalesce(withheld.found, reading.unreadable_found) as unreadable_found
from delivery
join deliveries using (file_hash)
left join raw.file_reading as reading on reading.cycle_year = %(cycle)s and reading.file_hash = delivery.file_hash
left join quality.withheld as withheld
    on withheld.cycle_year = %(cycle)s and withheld.dataset = 'tickets' and withheld.file_hash = delivery.file_hash
where reading.file_hash is not null or withheld.file_hash is not null;

create temporary table judged_answer on commit drop as
with

-- the number as written, where it is one of a ticket of this city
answer as (
    select
        given.*,
        delivery.file_name,
        delivery.received_at,
        delivery.city_code,
        ticket.ticket_id,
        ticket.deadline_at,
        coalesce(
            quality.last_delivered(%(cycle)s, 'tickets', given.file_hash, delivery.city_code, ticket.deadline_at),
            delivery.received_at
        ) as newest_at,
        lower(btrim(given.answer_text)) in ('benar', 'correct', 'sudah benar', 'ya', 'yes')
        and btrim(given.reason_text) = '' as lacks_reason
    from raw.ticket_answer as given
    join delivered_tickets as delivery using (file_hash)
    left join quality.ticket as ticket
        on ticket.cycle_year = given.cycle_year
        and ticket.city_code = delivery.city_code
        and ticket.ticket_id::text = btrim(given.ticket_text)
    where given.cycle_year = %(cycle)s and delivery.unreadable_rule is null
),

ruled as (
    select
        *,
        case
            when ticket_id is null then 'ticket.known'
            when received_at >= deadline_at then 'ticket.in_time'
            when lacks_reason then 'ticket.reason_given'
        end as rule_id
    from answer
)

select
    ruled.*,
    ruled.rule_id is null and row_number() over (
        partition by ruled.ticket_id, ruled.rule_id is null
        order by ruled.newest_at desc, ruled.file_hash, ruled.row_number desc
    ) = 1 as is_accepted
from ruled;

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, rule_id, found_text,
    message_id, message_en
)
select
    judged.cycle_year,
    'tickets',
    'row',
    judged.file_hash,
    judged.file_name,
    case when right(lower(judged.file_name), 4) = '.csv' then 'csv' end,
    judged.row_number,
    null,
    judged.city_code,
    judged.rule_id,
    left(concat_ws(': ', judged.ticket_text, judged.answer_text), 200),
    words.message_id,
    words.message_en
from judged_answer as judged
join
    (
        values
        (
            'ticket.known',
            'Nomor ini bukan tiket kota Anda. Pakai berkas tiket terbaru dari folder umpan balik apa adanya.',
            'This is no ticket of your city. Use the newest tickets file of the feedback folder as it is.'
        ),
        (
            'ticket.in_time',
            'Jawaban diterima setelah batas waktu tiket. Jawaban disimpan tetapi tidak dihitung; hubungi sekretariat.',
            'The answer came after the deadline of the ticket. It is kept but not counted; call the secretariat.'
        ),
        (
            'ticket.reason_given',
            'Tiket yang dijawab benar memerlukan alasan. Isi kolom Alasan, misalnya dokumen yang membuktikannya.',
            'A ticket answered correct needs a reason. Fill in the column Reason, for example with a document.'
        )
    ) as words (rule_id, message_id, message_en)
    using (rule_id)
order by judged.file_name, judged.row_number;

insert into quality.rejected_row (
    cycle_year, dataset, layer, file_hash, file_name, sheet, city_code, rule_id, found_text, message_id, message_en
)
select
    %(cycle)s,
    'tickets',
    'file',
    file.file_hash,
    file.file_name,
    file.unreadable_sheet,
    file.city_code,
    words.rule_id,
    left(file.unreadable_found, 200),
    words.message_id,
    words.message_en
from delivered_tickets as file
join
    (
        values
        (
            'ticket.readable',
            'Berkas tiket tidak dapat dibaca. Isi berkas tiket terbaru kota Anda, simpan sebagai CSV/XLSX, '
            || 'lalu kirim ulang.',
            'The tickets file cannot be read. Fill in the newest one of your city, save it as CSV or XLSX '
            || 'and send it again.'
        ),
        (
            'ticket.reader_succeeds',
            'Sistem gagal membaca berkas ini; jenis kesalahannya sudah dicatat. Isi berkas tiket terbaru '
            || 'kota Anda lalu kirim ulang.',
            'The system failed on this file; the kind of the error was noted. Fill in the newest tickets '
            || 'file of your city and send it.'
        ),
        (
            'ticket.not_set_aside',
            'Berkas ini dikesampingkan oleh petugas dengan alasan yang tertulis di samping, sehingga tidak '
            || 'dihitung. Hubungi sekretariat.',
            'A person set this file aside for the reason that stands beside, so it does not count. '
            || 'Call the secretariat.'
        )
    ) as words (rule_id, message_id, message_en)
    on words.rule_id = case file.unreadable_rule
        when 'reader_failed' then 'ticket.reader_succeeds'
        when 'set_aside' then 'ticket.not_set_aside'
        else 'ticket.readable'
    end
where file.unreadable_rule is not null
order by file.file_name;

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded
)
with

answers as (
    select
        file_hash,
        count(*) filter (where is_accepted) as accepted,
        count(*) filter (where rule_id is not null) as rejected,
        count(*) filter (where rule_id is null and not is_accepted) as superseded
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
from delivered_tickets as file
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
    on true;

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
