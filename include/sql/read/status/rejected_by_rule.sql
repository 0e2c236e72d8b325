-- One row per rule that rejected something in a cycle: how often, and one place where it did.
-- Inputs: quality.rejected_row.
-- Parameters: cycle.
-- Read by `make run`.
select
    rule_id,
    count(*) as rejected,
    min(concat_ws(' ', file_name, sheet, cell, '(' || found_text || ')')) as example
from quality.rejected_row
where cycle_year = %(cycle)s
group by rule_id
order by rejected desc, rule_id
