-- Files that are refused whatever is in them: set aside by a person, or not read for another reason.
-- Inputs: raw.receipt, quality.set_aside, quality.unread_file.
-- Parameters: none.
-- Read by staging/*_file.sql, staging/submission.sql, the ledgers and their checks.
create view quality.withheld as
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
