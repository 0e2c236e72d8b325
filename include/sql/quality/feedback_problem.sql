-- One row per thing that a city is told: a rejection or a warning, with its ticket where it has one.
-- Inputs: quality.rejected_row, quality.flagged_row, quality.ticket, core.submission, core.cycle_indicator.
-- Parameters: cycle.
-- Read by rkci.intake.feedback, which orders the rejected answers by weight.
with

counted as (
    select
        city_code,
        received_at
    from core.submission
    where cycle_year = %(cycle)s and state = 'accepted'
),

found as (
    select
        'critical' as severity,
        rejected.*
    from quality.rejected_row as rejected
    where rejected.cycle_year = %(cycle)s
    union all
    select
        'warning' as severity,
        flagged.*
    from quality.flagged_row as flagged
    where flagged.cycle_year = %(cycle)s
)

select
    found.city_code,
    found.severity,
    found.dataset,
    found.layer,
    found.file_hash,
    found.file_name,
    found.sheet,
    found.cell,
    found.indicator_code,
    indicator.name_id,
    indicator.name_en,
    found.found_text,
    found.rule_id,
    found.message_id,
    found.message_en,
    ticket.ticket_id,
    ticket.state as ticket_state,
    ops.local_time(ticket.deadline_at, %(cycle)s) as ticket_deadline
from found
left join core.submission as submission
    on submission.cycle_year = found.cycle_year and submission.file_hash = found.file_hash
left join counted on counted.city_code = found.city_code
left join core.cycle_indicator as indicator
    on indicator.cycle_year = found.cycle_year and indicator.indicator_code = found.indicator_code
left join quality.ticket as ticket
    on ticket.cycle_year = found.cycle_year
    and ticket.city_code = found.city_code
    and ticket.rule_id = found.rule_id
    and ticket.state <> 'closed'
    and (found.layer = 'file' or ticket.subject = coalesce(found.indicator_code, found.sheet || '!' || found.cell))
where
    found.city_code is not null
    and (
        found.dataset = 'tickets'
        or found.layer = 'row'
        or counted.received_at is null
        or submission.received_at >= counted.received_at
    )
order by found.city_code, found.file_name, found.layer, found.sheet, found.row_number, found.rule_id
