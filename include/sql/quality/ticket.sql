-- One row per question to a city: opened for what its files fail now, closed where a revision no longer fails it.
-- Inputs: quality.rejected_row, quality.flagged_row, quality.rule, core.submission, staging.submission, ops.cycle.
-- Parameters: cycle; answer_days, the days to answer in a cycle without a phase clarification.
-- Read by quality.ticket_event, feedback to the cities, quality.waiting_by_city. Tickets are never deleted.
create temporary table question on commit drop as
with

-- the newest file that counts for each city
counted as (
    select distinct on (city_code)
        city_code,
        file_hash,
        received_at
    from core.submission
    where cycle_year = %(cycle)s and state in ('accepted', 'clarifying')
    order by city_code, received_at desc, file_hash desc
),

found as (
    select
        'critical' as severity,
        rejected.*
    from quality.rejected_row as rejected
    join quality.rule as rule using (rule_id)
    where
        rejected.cycle_year = %(cycle)s
        and rejected.dataset = 'submissions'
        -- what nobody asked for is not asked for now
        and rule.cause is distinct from 'unasked'
    union all
    select
        'warning' as severity,
        flagged.*
    from quality.flagged_row as flagged
    where flagged.cycle_year = %(cycle)s and flagged.dataset = 'submissions'
),

placed as (
    select
        found.*,
        case
            when found.layer = 'file' then 'file'
            else coalesce(found.indicator_code, found.sheet || '!' || found.cell)
        end as subject
    from found
)

-- what a rejected file failed is asked until a file came after it that counts; what an answer fails, once
select distinct on (found.city_code, found.rule_id, found.subject)
    found.*,
    greatest(
        staged.deadline_at,
        coalesce(cycle.clarification_closes_at, now() + make_interval(days => %(answer_days)s))
    ) as deadline_at,
    staged.deadline_at as submission_deadline_at
from placed as found
join staging.submission as staged on staged.cycle_year = found.cycle_year and staged.file_hash = found.file_hash
join ops.cycle as cycle on cycle.cycle_year = found.cycle_year
left join counted on counted.city_code = found.city_code
where
    found.city_code is not null
    and (
        found.layer <> 'file'
        or found.severity = 'warning'
        or (found.layer = 'file' and (counted.file_hash is null or staged.received_at >= counted.received_at))
    )
order by found.city_code, found.rule_id, found.subject, staged.received_at desc, found.sheet, found.row_number;

update quality.ticket
set
    state = 'closed',
    closed_by_file = (
        select counted.file_hash
        from core.submission as counted
        where
            counted.cycle_year = ticket.cycle_year
            and counted.city_code = ticket.city_code
            and counted.state in ('accepted', 'clarifying')
        order by counted.received_at desc, counted.file_hash desc
        limit 1
    )
where
    ticket.cycle_year = %(cycle)s
    and ticket.state <> 'closed'
    and not exists (
        select from question
        where
            (question.city_code, question.rule_id, question.subject)
            = (ticket.city_code, ticket.rule_id, ticket.subject)
    );

-- something else is wrong in the same way: an answer to what stood there before is none
update quality.ticket
set
    file_hash = question.file_hash,
    sheet = question.sheet,
    cell = question.cell,
    found_text = question.found_text,
    answer_text = null,
    answered_at = null,
    state = 'open'
from question
where
    ticket.cycle_year = %(cycle)s
    and ticket.state <> 'closed'
    and (question.city_code, question.rule_id, question.subject)
    = (ticket.city_code, ticket.rule_id, ticket.subject)
    and ticket.found_text is distinct from question.found_text;

-- the newest words, and an extension that was recorded meanwhile
update quality.ticket
set
    question_id = question.message_id,
    question_en = question.message_en,
    severity = question.severity,
    deadline_at = greatest(ticket.deadline_at, question.submission_deadline_at)
from question
where
    ticket.cycle_year = %(cycle)s
    and ticket.state <> 'closed'
    and (question.city_code, question.rule_id, question.subject)
    = (ticket.city_code, ticket.rule_id, ticket.subject);

insert into quality.ticket (
    cycle_year, city_code, layer, severity, rule_id, subject, file_hash, sheet, cell, indicator_code, found_text,
    question_id, question_en, opened_at, deadline_at, state
)
select
    cycle_year,
    city_code,
    layer,
    severity,
    rule_id,
    subject,
    file_hash,
    sheet,
    cell,
    indicator_code,
    found_text,
    message_id,
    message_en,
    now(),
    deadline_at,
    'open'
from question
order by city_code, severity, layer, subject, rule_id
on conflict (cycle_year, city_code, rule_id, subject) where state <> 'closed' do nothing;
