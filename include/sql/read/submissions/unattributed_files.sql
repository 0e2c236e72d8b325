-- One row per readable file of a cycle that staging attributed to no city by what is written in it, with what is proposed.
-- Inputs: staging.submission, quality.city_proposal.
-- Parameters: cycle.
-- Read by rkci.intake.proposals. A file whose city was confirmed stays in it: a person may correct that.
select
    submission.file_hash,
    submission.file_name,
    submission.city_code_text,
    submission.city_name_text,
    submission.city_reason,
    name.name_key,
    proposals.proposed
from staging.submission as submission
cross join lateral core.name_key(coalesce(submission.city_name_text, '')) as name
left join lateral (
    select
        string_agg(
            concat_ws(' ', proposal.city_code, round(proposal.score)::text, proposal.state),
            ', ' order by proposal.score desc nulls last, proposal.city_code
        ) as proposed
    from quality.city_proposal as proposal
    where proposal.cycle_year = submission.cycle_year and proposal.file_hash = submission.file_hash
) as proposals on true
where
    submission.cycle_year = %(cycle)s
    and submission.unreadable_rule is null
    and (submission.city_state <> 'resolved' or submission.city_reason = 'confirmed')
order by submission.file_name, submission.file_hash
