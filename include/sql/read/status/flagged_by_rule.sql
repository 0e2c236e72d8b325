-- One row per rule that warned of something accepted in a cycle: how often, and one place where it did.
-- Inputs: quality.flagged_row.
-- Parameters: cycle.
-- Read by `make run`.
select
    rule_id,
    count(*) as flagged,
    min(concat_ws(' ', file_name, sheet, cell, '(' || found_text || ')')) as example
from quality.flagged_row
where cycle_year = %(cycle)s
group by rule_id
order by flagged desc, rule_id
