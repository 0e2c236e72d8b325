-- One row per answered row of every file of a cycle that could be read, typed; what was written stands beside it.
-- Inputs: raw.submission_row, staging.submission, core.cycle_indicator, core.cycle_unit, quality.ticket*.
-- Parameters: cycle.
-- Read by staging.submission_comparison, the suite submission_value and core.indicator_value.
delete from staging.submission_value where cycle_year = %(cycle)s;

insert into staging.submission_value (
    cycle_year, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, value_text, value, status,
    parse_rule, year_text, year, agency, evidence, note, is_simulated, is_asked
)
with

-- the code without the spaces around it
answer as (
    select
        submission_row.*,
        staging.text_or_null(submission_row.indicator_code_text) as indicator_code
    from raw.submission_row as submission_row
    where submission_row.cycle_year = %(cycle)s
)

select
    answer.cycle_year,
    answer.file_hash,
    submission.file_name,
    answer.sheet,
    answer.row_number,
    answer.cell,
    submission.city_code,
    answer.indicator_code,
    answer.value_text,
    -- as people write numbers, in the unit that they write
    parsed.value * written.factor,
    parsed.status,
    concat_ws('_in_', parsed.rule, written.unit),
    answer.year_text,
    case when btrim(answer.year_text) ~ '^[0-9]{4}$' then btrim(answer.year_text)::integer end,
    btrim(answer.agency_text),
    btrim(answer.evidence_text),
    btrim(answer.note_text),
    submission.is_simulated,
    staging.is_asked(submission, 'row', coalesce(answer.indicator_code, answer.sheet || '!' || answer.cell))
from answer
join staging.submission as submission using (cycle_year, file_hash)
left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
-- a declared unit word behind the number, the longest that fits, else none
join lateral (
    select
        number_text,
        unit,
        factor
    from (
        select
            left(spaced.words, -length(cycle_unit.written)) as number_text,
            cycle_unit.written as unit,
            cycle_unit.factor
        from core.cycle_unit as cycle_unit
        join lateral (
            select lower(btrim(regexp_replace(answer.value_text, '[\s\u00a0\u202f]+', ' ', 'g'))) as words
        ) as spaced on true
        where
            not answer.is_number
            and cycle_unit.cycle_year = answer.cycle_year
            and cycle_unit.unit = indicator.unit
            and right(spaced.words, length(cycle_unit.written)) = cycle_unit.written
            and left(spaced.words, -length(cycle_unit.written)) ~ '\d'
        union all
        select answer.value_text, null, 1
    ) as candidate
    order by length(unit) desc nulls last
    limit 1
) as written on true
cross join lateral staging.parse_number(
    written.number_text,
    indicator.valid_min / written.factor,
    indicator.valid_max / written.factor,
    answer.is_number,
    indicator.value_kind = 'percent'
) as parsed;
