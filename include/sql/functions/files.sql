-- What became of received files, whatever their dataset: read, set aside by a person, not read for another reason.
-- Inputs: raw.*_reading, raw.receipt, ops.decision, quality.unread_file.
-- Parameters: none.
-- Read by intake/unread.sql, staging/*_file.sql, staging/submission.sql, the ledgers and their checks.
create or replace view quality.file_read as
select 'submissions' as dataset, cycle_year, file_hash, rows_received from raw.file_reading
union all
select 'tickets' as dataset, cycle_year, file_hash, rows_received from raw.file_reading
union all
select 'assessments' as dataset, cycle_year, file_hash, rows_received from raw.assessment_reading
union all
select 'visits' as dataset, cycle_year, file_hash, rows_received from raw.visit_reading
union all
select 'objections' as dataset, cycle_year, file_hash, rows_received from raw.objection_reading
union all
-- a sampling file of the survey has no rows
select
    'survey' as dataset,
    cycle_year,
    file_hash,
    case kind when 'responses' then rows_received end as rows_received
from raw.survey_reading;
comment on view quality.file_read is 'Every file that a reader has come to the end of, readable or not, with the rows that were counted in it.';

-- the newest decision on a file holds
create or replace view quality.set_aside as
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

create or replace view quality.withheld as
select
    receipt.cycle_year,
    receipt.dataset,
    receipt.file_hash,
    case when aside.file_hash is null then unread.rule else 'set_aside' end as rule,
    case
        when aside.file_hash is null then unread.found
        else concat(aside.reason, ' (', aside.decided_by, ')')
    end as found
from (select distinct cycle_year, dataset, file_hash from raw.receipt) as receipt
left join quality.set_aside as aside using (cycle_year, file_hash)
left join quality.unread_file as unread using (cycle_year, dataset, file_hash)
where aside.file_hash is not null or unread.file_hash is not null;
comment on view quality.withheld is 'Files that are refused whatever is in them: set aside by a person, or not read, with what is said of it.';
