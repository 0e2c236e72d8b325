-- One row per answer or innovation in whose place a clarifying file of the same city gave a newer one.
-- Inputs: core.submission, staging.submission_value, staging.innovation, quality.failed_place (critical).
-- Parameters: cycle.
-- Read by core.indicator_value, core.innovation, quality.rejected_row and quality.ledger.
delete from core.superseded_answer where cycle_year = %(cycle)s;

insert into core.superseded_answer (cycle_year, file_hash, layer, sheet, row_number)
with

counting as (
    select
        file_hash,
        city_code,
        received_at
    from core.submission
    where cycle_year = %(cycle)s and state in ('accepted', 'clarifying')
),

answer as (
    select
        'row' as layer,
        'submission_value' as suite,
        file_hash,
        sheet,
        row_number,
        coalesce(indicator_code, sheet || '!' || cell) as subject
    from staging.submission_value
    where cycle_year = %(cycle)s and is_asked
    union all
    select
        'innovation' as layer,
        'innovation' as suite,
        file_hash,
        sheet,
        row_number,
        sheet || '!' || cell as subject
    from staging.innovation
    where cycle_year = %(cycle)s and is_asked
),

refused as (
    select distinct
        suite,
        file_hash,
        sheet,
        row_number
    from quality.failed_place
    where cycle_year = %(cycle)s and severity = 'critical' and suite in ('submission_value', 'innovation')
),

judged as (
    select
        answer.*,
        counting.city_code,
        counting.received_at,
        refused.file_hash is not null as is_refused
    from answer
    join counting using (file_hash)
    left join refused using (suite, file_hash, sheet, row_number)
),

ordered as (
    select
        file_hash,
        city_code,
        layer,
        subject,
        sheet,
        row_number,
        is_refused,
        dense_rank() over (partition by city_code, layer, subject order by received_at, file_hash) as place
    from judged
),

-- an answer stands until a newer one holds; what was refused is asked about until anything newer came
newest as (
    select
        city_code,
        layer,
        subject,
        max(place) as place,
        max(place) filter (where not is_refused) as place_that_holds
    from ordered
    group by city_code, layer, subject
)

select
    %(cycle)s,
    ordered.file_hash,
    ordered.layer,
    ordered.sheet,
    ordered.row_number
from ordered
join newest using (city_code, layer, subject)
where
    ordered.place < newest.place_that_holds
    or (ordered.is_refused and ordered.place < newest.place);
