-- One row: has every delivery to a folder of the inbox been judged, and every extension and every file set aside been honoured,
-- and, where the cities deliver, every confirmed city, and every ticket that ran out been closed?
-- Inputs: raw.receipt; quality.ledger, ticket, city_proposal, rejected_row, rule, set_aside; core.submission, staging.assessment; ops.*_extension.
-- Parameters: cycle, folder.
-- Read by inbox.needs_judging, so that a run of an intake Dag with nothing to judge ends at once and no other does, and
-- no release is built while something waits to be judged.
with

delivered as (
    select
        dataset,
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and starts_with(file_name, %(folder)s || '/')
    group by dataset, file_hash
),

judged as (
    select
        dataset,
        file_hash,
        received
    from quality.ledger
    where cycle_year = %(cycle)s and layer = 'file'
),

-- set aside and not refused so yet, or refused so and taken back since
refused_so as (
    select distinct
        refused.dataset,
        refused.file_hash
    from quality.rejected_row as refused
    join quality.rule as rule using (rule_id)
    where refused.cycle_year = %(cycle)s and rule.cause = 'set_aside'
),

put_aside as (
    select
        aside.file_hash is not null as is_aside,
        refused_so.file_hash is not null as is_refused_so
    from delivered
    left join quality.set_aside as aside
        on aside.cycle_year = %(cycle)s and aside.file_hash = delivered.file_hash
    left join refused_so on (refused_so.dataset, refused_so.file_hash) = (delivered.dataset, delivered.file_hash)
),

-- refused because its city was not known, which a person has confirmed since
confirmed as (
    select submission.file_hash
    from quality.city_proposal as proposal
    join core.submission as submission using (cycle_year, file_hash)
    join quality.rule as rule using (rule_id)
    where
        proposal.cycle_year = %(cycle)s
        and proposal.state = 'confirmed'
        and rule.cause = 'city_unknown'
),

-- refused as late, and within an extension that was recorded since
extended as (
    select submission.file_hash
    from ops.submission_extension as extension
    join core.submission as submission using (cycle_year, city_code)
    join quality.rule as rule using (rule_id)
    where
        extension.cycle_year = %(cycle)s
        and rule.cause = 'late'
        and submission.received_at < extension.extended_until
),

extended_assessor as (
    select given.assessor
    from ops.assessment_extension as extension
    join staging.assessment as given using (cycle_year, assessor)
    where
        extension.cycle_year = %(cycle)s
        and given.received_at >= given.deadline_at
        and given.received_at < extension.extended_until
)

select
    not exists (
        select from delivered
        left join judged using (dataset, file_hash)
        where judged.received is distinct from delivered.deliveries
    )
    and not exists (select from put_aside where is_aside <> is_refused_so)
    and (
        %(folder)s <> 'submissions'
        or (
            not exists (select from confirmed)
            and not exists (select from extended)
            and not exists (
                select from quality.ticket
                where cycle_year = %(cycle)s and state = 'open' and deadline_at <= now()
            )
        )
    )
    and (%(folder)s <> 'assessments' or not exists (select from extended_assessor)) as is_judged
