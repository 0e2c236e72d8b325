-- One row per submitted file of the cycle, beside the city that it declares and the city whose folder it lay in.
-- Inputs: staging.submission, core.city, core.cycle_city, ops.cycle.
-- Parameters: setting rkci.cycle.
-- Read by expectations/submission.json.
drop view if exists quality.batch_submission;
create view quality.batch_submission as
select
    submission.*,
    declared.city_name as declared_city_name,
    folder.city_name as folder_city_name,
    participant.city_code is not null as is_city_of_cycle,
    cycle.submission_opens_at
from staging.submission as submission
join ops.cycle as cycle using (cycle_year)
left join core.city as declared on declared.city_code = submission.declared_city_code
left join core.city as folder on folder.city_code = submission.folder_city_code
left join core.cycle_city as participant
    on participant.cycle_year = submission.cycle_year and participant.city_code = submission.declared_city_code
where submission.cycle_year = quality.cycle();
comment on view quality.batch_submission is 'staging.submission of the cycle as the suite submission reads it, beside the cities that it declares and lay with.';
