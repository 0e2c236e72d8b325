-- One row per innovation of a city in a cycle, from its accepted file and what clarifies it.
-- Inputs: staging.innovation, core.submission, superseded_answer, quality.failed_place (suite innovation, critical).
-- Parameters: cycle.
-- Read by quality.ledger and the inventory of innovations.
delete from core.innovation where cycle_year = %(cycle)s;

insert into core.innovation (
    cycle_year, city_code, file_hash, sheet, row_number, name, domain_code, what_it_does, since_year, users, evidence,
    is_simulated
)
with

-- innovations that a critical rule refused
rejected as (
    select distinct file_hash, sheet, row_number
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical' and suite = 'innovation'
)

select
    innovation.cycle_year,
    submission.city_code,
    innovation.file_hash,
    innovation.sheet,
    innovation.row_number,
    innovation.name,
    innovation.domain_code,
    innovation.what_it_does,
    innovation.since_year,
    innovation.users,
    innovation.evidence,
    innovation.is_simulated
from staging.innovation as innovation
join core.submission as submission using (cycle_year, file_hash)
left join rejected using (file_hash, sheet, row_number)
left join core.superseded_answer as superseded
    on superseded.cycle_year = innovation.cycle_year
    and superseded.layer = 'innovation'
    and (superseded.file_hash, superseded.sheet, superseded.row_number)
    = (innovation.file_hash, innovation.sheet, innovation.row_number)
where
    innovation.cycle_year = %(cycle)s
    and submission.state in ('accepted', 'clarifying')
    and rejected.file_hash is null
    and superseded.file_hash is null;
