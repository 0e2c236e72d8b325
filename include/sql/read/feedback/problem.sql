-- One row per thing that a city is told: a rejection or a warning, with its ticket where it has one.
-- Inputs: quality.rejected_row, quality.flagged_row, quality.ticket, quality.rule, core.submission, core.cycle_indicator.
-- Parameters: cycle.
-- Read by rkci.intake.feedback, which orders the rejected answers by weight.
with

counted as (
    select
        city_code,
        max(received_at) as received_at
    from core.submission
    where cycle_year = %(cycle)s and state in ('accepted', 'clarifying')
    group by city_code
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
    case
        when ticket.state = 'open' and now() < ticket.deadline_at then ops.local_time(ticket.deadline_at, %(cycle)s)
    end as ticket_deadline
from found
left join quality.rule as rule on rule.rule_id = found.rule_id
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
left join staging.submission_value as given
    on given.cycle_year = found.cycle_year
    and (given.file_hash, given.sheet, given.row_number) = (found.file_hash, found.sheet, found.row_number)
left join core.indicator_value as counts
    on counts.cycle_year = found.cycle_year
    and counts.city_code = found.city_code
    and counts.indicator_code = found.indicator_code
    and counts.origin = 'submitted'
where
    found.city_code is not null
    -- what it sent itself; what assessors and visitors wrote of it is theirs, and objections have answers of their own
    and found.dataset in ('submissions', 'tickets')
    -- what was sent along unchanged needs no word
    and not (
        coalesce(rule.cause = 'unasked', false)
        and (
            found.layer = 'innovation'
            or (counts.value, counts.status) is not distinct from (given.value, given.status)
        )
    )
    and (
        found.dataset = 'tickets'
        or found.layer = 'row'
        or counted.received_at is null
        or submission.received_at >= counted.received_at
    )
order by found.city_code, found.file_name, found.layer, found.sheet, found.row_number, found.rule_id
