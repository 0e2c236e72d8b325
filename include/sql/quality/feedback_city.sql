-- One row per city of the cycle that sent anything: the file that its feedback is about, and until when it may mend.
-- Inputs: core.submission, staging.submission, core.cycle_city, core.city, ops.cycle, quality.ledger.
-- Parameters: cycle.
-- Read by rkci.intake.feedback.
with

-- the file that counts, else the newest
shown as (
    select distinct on (city_code) *
    from core.submission
    where cycle_year = %(cycle)s and city_code is not null
    order by city_code, state = 'accepted' desc, received_at desc, file_hash
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
    ops.local_time(staged.deadline_at, %(cycle)s) as deadline,
    coalesce(ledger.received, 0) as received,
    coalesce(ledger.accepted, 0) as accepted,
    coalesce(ledger.accepted_with_warning, 0) as accepted_with_warning,
    coalesce(ledger.rejected, 0) as rejected
from shown
join staging.submission as staged using (cycle_year, file_hash)
join core.city as city on city.city_code = shown.city_code
left join quality.ledger as ledger
    on ledger.cycle_year = shown.cycle_year
    and ledger.dataset = 'submissions'
    and ledger.file_hash = shown.file_hash
    and ledger.layer = 'row'
order by shown.city_code
