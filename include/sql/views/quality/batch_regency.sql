-- One row per line of the regencies, as the suite regency reads it.
-- Inputs: staging.regency.
-- Parameters: none.
-- Read by expectations/regency.json.
create view quality.batch_regency as
select
    *,
    count(*) over (partition by regency_code) as times_code,
    count(*) over (partition by kemendagri_code) as times_kemendagri_code
from staging.regency;
comment on view quality.batch_regency is 'staging.regency as the suite regency reads it.';
