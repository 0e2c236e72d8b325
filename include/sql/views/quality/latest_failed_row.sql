create view quality.latest_failed_row as
select f.*
from quality.failed_row as f
join (
    select distinct on (suite, cycle_year) validation_id
    from quality.validation_run
    order by suite, cycle_year, validation_id desc
) as newest using (validation_id);
comment on view quality.latest_failed_row is 'quality.failed_row of the newest run of each suite per cycle.';
