-- One row per innovation of the cycle's files.
-- Inputs: staging.innovation.
-- Parameters: setting rkci.cycle.
-- Read by expectations/innovation.json.
create view quality.batch_innovation as
select innovation.*
from staging.innovation as innovation
where innovation.cycle_year = quality.cycle();
comment on view quality.batch_innovation is 'staging.innovation of the cycle as the suite innovation reads it.';
