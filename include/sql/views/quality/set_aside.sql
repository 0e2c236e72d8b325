-- Files that a person set aside: the newest decision on a file holds.
-- Inputs: ops.decision.
-- Parameters: none.
-- Read by quality.withheld, read/dock/unread.sql, core/survey_wave.sql, read/visits/evidence_received.sql and checks.
create view quality.set_aside as
select
    cycle_year,
    file_hash,
    decided_by,
    reason,
    decided_at
from (
    select distinct on (cycle_year, subject)
        cycle_year,
        subject as file_hash,
        outcome,
        decided_by,
        reason,
        decided_at
    from ops.decision
    where kind = 'set_aside'
    order by cycle_year, subject, decision_id desc
) as newest
where outcome = 'set_aside';
comment on view quality.set_aside is 'Files that a person set aside (rkci set-aside) and nobody took back since.';
