-- One row per city of the cycle that sent anything: the file that its feedback is about, and what it may still do.
-- Inputs: core.submission, staging.submission, core.city, ops.cycle, raw.file, quality.ticket, quality.ledger.
-- Parameters: cycle.
-- Read by rkci.intake.feedback.
with

-- the file that counts, else the newest
shown as (
    select distinct on (city_code) *
    from core.submission
    where cycle_year = %(cycle)s and city_code is not null
    order by city_code, state in ('accepted', 'clarifying') desc, received_at desc, file_hash
),

-- what is asked of it now, of answers and of a whole file that came in time
asked as (
    select
        ticket.city_code,
        count(*) as tickets,
        max(ticket.deadline_at) as deadline_at,
        count(*) filter (where ticket.layer <> 'file') as answers,
        bool_or(
            ticket.layer = 'file' and ticket.severity = 'critical' and about.received_at < cycle.submission_closes_at
        ) as is_asked_for_file
    from quality.ticket as ticket
    join ops.cycle as cycle using (cycle_year)
    join raw.file as about using (cycle_year, file_hash)
    where ticket.cycle_year = %(cycle)s and ticket.state = 'open' and now() < ticket.deadline_at
    group by ticket.city_code
),

-- until when a new file counts whole, and until when for cells with a ticket alone; null where that is over
possible as (
    select
        shown.city_code,
        case
            when now() < staged.deadline_at then staged.deadline_at
            when is_in_clarification.is_true and asked.is_asked_for_file then cycle.clarification_closes_at
        end as revise_until,
        case when is_in_clarification.is_true and asked.answers > 0 then cycle.clarification_closes_at end
            as clarify_until,
        asked.deadline_at as answer_until
    from shown
    join staging.submission as staged using (cycle_year, file_hash)
    join ops.cycle as cycle using (cycle_year)
    left join asked on asked.city_code = shown.city_code
    cross join lateral (
        select coalesce(now() >= cycle.clarification_opens_at and now() < cycle.clarification_closes_at, false)
            as is_true
    ) as is_in_clarification
)

select
    shown.city_code,
    city.city_name,
    city.province,
    shown.file_hash,
    shown.file_name,
    shown.state,
    shown.is_simulated,
    staged.unreadable_rule is null
    and staged.city_code = shown.city_code
    and btrim(staged.cycle_text) = shown.cycle_year::text as is_own,
    possible.revise_until,
    possible.clarify_until,
    ops.local_time(possible.revise_until, %(cycle)s) as revise_until_text,
    ops.local_time(possible.clarify_until, %(cycle)s) as clarify_until_text,
    ops.local_time(possible.answer_until, %(cycle)s) as answer_until_text,
    coalesce(ledger.received, 0) as received,
    coalesce(ledger.accepted, 0) as accepted,
    coalesce(ledger.accepted_with_warning, 0) as accepted_with_warning,
    coalesce(ledger.rejected, 0) as rejected
from shown
join staging.submission as staged using (cycle_year, file_hash)
join possible on possible.city_code = shown.city_code
join core.city as city on city.city_code = shown.city_code
left join quality.ledger as ledger
    on ledger.cycle_year = shown.cycle_year
    and ledger.dataset = 'submissions'
    and ledger.file_hash = shown.file_hash
    and ledger.layer = 'row'
order by shown.city_code
