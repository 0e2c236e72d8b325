-- One row per file of the survey and layer: deliveries of that content (file), and its records (row).
-- Inputs: staging.survey_file, staging.survey_response, core.survey_response, quality.rejected_row, rule, survey_withdrawal, raw.receipt.
-- Parameters: cycle.
-- Read by checks/list_adds_up.sql and the summary of a run; fills quality.ledger, dataset survey.
delete from quality.ledger where cycle_year = %(cycle)s and dataset = 'survey';

insert into quality.ledger (
    cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded
)
with

delivered as (
    select
        file_hash,
        count(*) as deliveries
    from raw.receipt
    where cycle_year = %(cycle)s and dataset = 'survey'
    group by file_hash
),

rejected_files as (
    select distinct file_hash
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'survey' and layer = 'file'
),

rejected_rows as (
    select
        refused.file_hash,
        count(distinct refused.row_number) as rejected
    from quality.rejected_row as refused
    join quality.rule as rule using (rule_id)
    where
        refused.cycle_year = %(cycle)s
        and refused.dataset = 'survey'
        and refused.layer = 'row'
        -- it says of whom among those without consent, who are counted as a whole
        and (rule.cause is distinct from 'consent_withdrawn' or refused.found_text not in ('', 'no'))
    group by refused.file_hash
),

accepted_rows as (
    select
        file_hash,
        count(*) as accepted
    from core.survey_response
    where cycle_year = %(cycle)s
    group by file_hash
),

refused_places as (
    select distinct
        file_hash,
        row_number
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'survey' and layer = 'row' and row_number is not null
),

-- people whose newest version rules out those before it: a supervisor rejected it, or it does not consent
ruled_out as (
    select
        given.wave,
        given.response_id
    from staging.survey_response as given
    join quality.rejected_row as refused using (cycle_year, file_hash, row_number)
    join quality.rule as rule using (rule_id)
    where given.cycle_year = %(cycle)s and rule.cause = 'review'
    union
    select
        wave,
        response_id
    from quality.survey_withdrawal
    where cycle_year = %(cycle)s
),

-- superseded by another version or another export of the same person's record, or by what ruled them out
superseded_rows as (
    select
        given.file_hash,
        count(*) as superseded
    from staging.survey_response as given
    left join core.survey_response as newer
        on newer.cycle_year = given.cycle_year and newer.wave = given.wave and newer.response_id = given.response_id
    left join ruled_out
        on ruled_out.wave = given.wave and ruled_out.response_id = given.response_id
    left join refused_places as refused
        on refused.file_hash = given.file_hash and refused.row_number = given.row_number
    where
        given.cycle_year = %(cycle)s
        and given.consent is null
        and (newer.file_hash, newer.row_number) is distinct from (given.file_hash, given.row_number)
        and (newer.file_hash is not null or ruled_out.response_id is not null)
        and refused.file_hash is null
        and given.file_hash not in (select rejected_files.file_hash from rejected_files)
    group by given.file_hash
)

select
    file.cycle_year,
    'survey',
    '',
    file.file_hash,
    layered.layer,
    layered.received,
    layered.accepted,
    layered.rejected,
    layered.superseded
from staging.survey_file as file
join delivered using (file_hash)
left join rejected_files using (file_hash)
left join rejected_rows on rejected_rows.file_hash = file.file_hash
left join accepted_rows on accepted_rows.file_hash = file.file_hash
left join superseded_rows on superseded_rows.file_hash = file.file_hash
join lateral (
    -- the first delivery of a content counts, or is rejected; identical ones after it are superseded
    select
        'file' as layer,
        delivered.deliveries as received,
        (rejected_files.file_hash is null)::integer as accepted,
        (rejected_files.file_hash is not null)::integer as rejected,
        delivered.deliveries - 1 as superseded
    union all
    -- a file that is rejected takes all its records with it; records without consent have no place of their own
    select
        'row' as layer,
        file.rows_received as received,
        coalesce(accepted_rows.accepted, 0) as accepted,
        case
            when rejected_files.file_hash is not null then file.rows_received
            else coalesce(rejected_rows.rejected, 0) + file.no_consent
        end as rejected,
        coalesce(superseded_rows.superseded, 0) as superseded
    where file.kind = 'responses'
) as layered on true
where file.cycle_year = %(cycle)s;
