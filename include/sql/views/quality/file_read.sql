-- Every file that a reader came to the end of, whatever its dataset.
-- Inputs: raw.*_reading, raw.newest_survey_reading.
-- Parameters: none.
-- Read by read/dock/unread.sql and checks/list_adds_up.sql.
create view quality.file_read as
select 'submissions' as dataset, cycle_year, file_hash, rows_received from raw.file_reading
union all
select 'tickets' as dataset, cycle_year, file_hash, rows_received from raw.file_reading
union all
select dataset, cycle_year, file_hash, rows_received from raw.list_reading
union all
-- a sampling file of the survey has no rows
select
    'survey' as dataset,
    cycle_year,
    file_hash,
    case kind when 'responses' then rows_received end as rows_received
from raw.newest_survey_reading;
comment on view quality.file_read is 'Every file that a reader has come to the end of, readable or not, with the rows that were counted in it.';
