-- Where in its file lies what failed: rows of answers and lists by sheet and row, files by their hash alone.
-- Inputs: quality.latest_failed_row.
-- Parameters: none.
-- Read by the statements that leave out of core what was refused, and by those that tell why.
create view quality.failed_place as
select
    cycle_year,
    split_part(rule_id, '.', 1) as suite,
    rule_id,
    severity,
    row ->> 'file_hash' as file_hash,
    row ->> 'sheet' as sheet,
    (row ->> 'row_number')::integer as row_number
from quality.latest_failed_row;
comment on view quality.failed_place is 'quality.latest_failed_row by file, sheet and row.';
