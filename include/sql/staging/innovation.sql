-- One row per innovation of every file of a cycle that could be read, typed; the domain is one of the cycle's or none.
-- Inputs: raw.innovation_row, staging.submission, core.cycle_domain, quality.ticket*.
-- Parameters: cycle.
-- Read by the suite innovation and core.innovation.
delete from staging.innovation where cycle_year = %(cycle)s;

insert into staging.innovation (
    cycle_year, file_hash, file_name, sheet, row_number, cell, city_code, name, domain_text, domain_code, what_it_does,
    since_text, since_year, users, evidence, is_simulated, is_asked
)
with

-- a text without the spaces around it, and null where there is none
written as (
    select
        cycle_year,
        file_hash,
        sheet,
        row_number,
        cell,
        staging.text_or_null(name_text) as name,
        staging.text_or_null(domain_text) as domain_text,
        staging.text_or_null(what_text) as what_it_does,
        staging.text_or_null(since_text) as since_text,
        staging.text_or_null(users_text) as users,
        staging.text_or_null(evidence_text) as evidence
    from raw.innovation_row
    where cycle_year = %(cycle)s
),

-- a domain is named in either language, or in both as the drop-down does
named as (
    select
        domain_code,
        lower(unnest(array[name_id, name_en, name_id || ' / ' || name_en])) as label
    from core.cycle_domain
    where cycle_year = %(cycle)s
)

select
    written.cycle_year,
    written.file_hash,
    submission.file_name,
    written.sheet,
    written.row_number,
    written.cell,
    submission.city_code,
    written.name,
    written.domain_text,
    (select min(named.domain_code) from named where named.label = lower(written.domain_text)) as domain_code,
    written.what_it_does,
    written.since_text,
    case when written.since_text ~ '^[0-9]{4}$' then written.since_text::integer end as since_year,
    written.users,
    written.evidence,
    submission.is_simulated,
    staging.is_asked(submission, 'innovation', written.sheet || '!' || written.cell) as is_asked
from written
join staging.submission as submission using (cycle_year, file_hash);
