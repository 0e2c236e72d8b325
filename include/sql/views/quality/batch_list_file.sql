-- One row per file of a list of the cycle, whether it lies in the folder of a city, and what is odd in its deliveries.
-- Inputs: staging.list_file, core.cycle_city.
-- Parameters: settings rkci.cycle, rkci.dataset.
-- Read by expectations/assessment_file.json, visit_file.json and objection_file.json.
create view quality.batch_list_file as
select
    file.*,
    city.city_code is not null as is_folder_of_city,
    quality.delivery_doubt(file.cycle_year, file.dataset, file.file_hash) as delivery_doubt
from staging.list_file as file
left join core.cycle_city as city on city.cycle_year = file.cycle_year and city.city_code = file.folder_city_code
where file.cycle_year = quality.cycle() and file.dataset = quality.dataset();
comment on view quality.batch_list_file is 'staging.list_file of the cycle and dataset as the suites of files of lists read it.';
