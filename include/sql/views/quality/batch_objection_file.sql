-- One row per file of objections of the cycle, and whether it lies in the drop folder of a city.
-- Inputs: staging.objection_file, core.cycle_city.
-- Parameters: setting rkci.cycle.
-- Read by expectations/objection_file.json.
create view quality.batch_objection_file as
select
    file.*,
    city.city_code is not null as is_folder_of_city,
    quality.delivery_doubt(file.cycle_year, 'objections', file.file_hash) as delivery_doubt
from staging.objection_file as file
left join core.cycle_city as city on city.cycle_year = file.cycle_year and city.city_code = file.folder_city_code
where file.cycle_year = quality.cycle();
comment on view quality.batch_objection_file is 'staging.objection_file of the cycle as the suite objection_file reads it.';
