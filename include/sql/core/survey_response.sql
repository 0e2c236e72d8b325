-- One row per person of a wave who answered: the newest version, of the newest export of it, that was not refused; none
-- where a supervisor rejected that one, or where it does not consent (any more).
-- Inputs: staging.survey_response, core.survey_item, quality.failed_place (suites survey_file and survey_response,
-- critical), quality.rule.
-- Parameters: cycle.
-- Read by quality/survey_*.sql and the estimates. All count at first;
-- core/survey_response_counted.sql takes out those that a data-quality rule excludes.
delete from core.survey_response where cycle_year = %(cycle)s;

insert into core.survey_response (
    cycle_year, city_code, wave, response_id, stratum, psu, mode, age_group, sex, district, weight, is_counted,
    is_simulated, answer, submitted_at, file_hash, row_number
)
with

rejected as (
    select
        failed.suite,
        failed.file_hash,
        failed.row_number,
        rule.cause
    from quality.failed_place as failed
    left join quality.rule as rule using (rule_id)
    where
        failed.cycle_year = %(cycle)s
        and failed.severity = 'critical'
        and failed.suite in ('survey_file', 'survey_response')
),

rejected_files as (
    select distinct file_hash from rejected
    where suite = 'survey_file'
),

rejected_rows as (
    select
        file_hash,
        row_number,
        bool_and(cause is not distinct from 'review') as is_by_review
    from rejected
    where suite = 'survey_response'
    group by file_hash, row_number
),

delivered as (
    select
        file_hash,
        coalesce(
            quality.last_delivered(cycle_year, 'survey', file_hash, nullif(wave, ''), null), received_at
        ) as newest_at
    from staging.survey_file
    where cycle_year = %(cycle)s
),

newest as (
    select distinct on (given.wave, given.response_id)
        given.*,
        coalesce(rejected_rows.is_by_review, false) as is_rejected_in_review
    from staging.survey_response as given
    join delivered using (file_hash)
    left join rejected_files on rejected_files.file_hash = given.file_hash
    left join rejected_rows
        on rejected_rows.file_hash = given.file_hash and rejected_rows.row_number = given.row_number
    where
        given.cycle_year = %(cycle)s
        and rejected_files.file_hash is null
        and coalesce(rejected_rows.is_by_review, true)
    order by
        given.wave, given.response_id,
        -- versions tell their order by their edits; what was sent first is older than any of its edits
        coalesce(given.edits, given.is_edited::integer) desc, given.is_edited desc,
        delivered.newest_at desc, given.consent is null,
        given.ended_at desc nulls last, given.file_hash, given.row_number desc
),

items as (
    select array_agg(scale_min order by position) as lowest
    from core.survey_item
    where cycle_year = %(cycle)s
)

select
    given.cycle_year,
    given.city_code,
    given.wave,
    given.response_id,
    given.stratum,
    given.psu,
    given.mode,
    given.age_group,
    given.sex,
    given.district,
    given.weight,
    true as is_counted,
    given.is_simulated or wave.is_simulated,
    (
        select decode(coalesce(string_agg(lpad(to_hex(item.byte), 2, '0'), '' order by item.place), ''), 'hex')
        from (
            select
                held.place,
                coalesce(held.x - coalesce(held.lowest, 1) + 1, 0) as byte
            from unnest(given.answer, items.lowest) with ordinality as held (x, lowest, place)
        ) as item
    ),
    given.submitted_at,
    given.file_hash,
    given.row_number
from newest as given
cross join items
join core.survey_wave as wave on wave.cycle_year = given.cycle_year and wave.wave = given.wave
where not given.is_rejected_in_review and given.consent is null;
