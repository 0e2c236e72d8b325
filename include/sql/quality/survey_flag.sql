-- One row per answer and data-quality rule that flags it.
-- Inputs: core.survey_response, and of the same record in staging.survey_response what core does not keep.
-- Parameters: cycle; rules (JSON of the key survey.flags of cycle.yaml: rule, threshold, excludes, modes).
-- Read by core/survey_response_counted.sql, the view quality.survey_flag_by_wave and the summary of a run.
delete from quality.survey_flag where cycle_year = %(cycle)s;

insert into quality.survey_flag (cycle_year, city_code, wave, response_id, rule, is_excluding, found_text)
with

rules as (
    select
        rule,
        threshold,
        excludes,
        modes
    from jsonb_to_recordset(%(rules)s::jsonb) as given ( -- noqa: LT02
        rule text, threshold double precision, excludes boolean, modes text[] -- noqa: LT01,LT02
    ) -- noqa: LT02
),

answered as (
    select
        given.city_code,
        given.wave,
        given.response_id,
        given.mode,
        record.answer,
        record.phone_hash,
        record.device_hash,
        record.enumerator_hash,
        record.started_at,
        timed.ended_at,
        given.submitted_at,
        extract(epoch from timed.ended_at - record.started_at) / 60 as minutes
    from core.survey_response as given
    join staging.survey_response as record
        on record.cycle_year = given.cycle_year
        and record.city_code = given.city_code
        and record.file_hash = given.file_hash
        and record.row_number = given.row_number
    -- web forms set the end anew with each edit: it is not that of the interview then
    cross join lateral (select case when not record.is_edited then record.ended_at end as ended_at) as timed
    where given.cycle_year = %(cycle)s
),

-- a person answers once in a wave and city; whoever was first counts
persons as (
    select
        city_code,
        wave,
        response_id,
        mode,
        phone_hash is not null as has_phone,
        device_hash is not null as has_device,
        row_number() over (partition by city_code, wave, phone_hash order by submitted_at, response_id) as of_phone,
        row_number() over (partition by city_code, wave, mode, device_hash order by submitted_at, response_id)
            as of_device
    from answered
),

-- how many answers of the same hand ended within the ten minutes around this one
bursts as (
    select
        city_code,
        wave,
        response_id,
        mode,
        count(*) over (
            partition by city_code, wave, coalesce(device_hash, enumerator_hash)
            order by ended_at range between interval '5 minutes' preceding and interval '5 minutes' following
        ) as in_ten_minutes
    from answered
    where ended_at is not null and coalesce(device_hash, enumerator_hash) is not null
),

lines as (
    select
        answered.city_code,
        answered.wave,
        answered.response_id,
        answered.mode,
        answered.enumerator_hash,
        level.lowest,
        level.highest,
        level.items,
        level.mean
    from answered
    cross join lateral (
        select
            min(item) as lowest,
            max(item) as highest,
            count(item) as items,
            avg(item::double precision) as mean
        from unnest(answered.answer) as given (item)
    ) as level
),

medians as (
    select
        wave,
        mode,
        percentile_cont(0.5) within group (order by minutes) as minutes
    from answered
    where minutes > 0
    group by wave, mode
),

hands as (
    select
        city_code,
        wave,
        enumerator_hash,
        count(*) as answers,
        sum(mean) as total,
        sum(mean * mean) as squares
    from lines
    where enumerator_hash is not null and mean is not null
    group by city_code, wave, enumerator_hash
),

-- each enumerator against all others of the city and wave (Welch's standard error)
compared as (
    select
        *,
        total / answers as mean,
        (squares - total * total / answers) / nullif(answers - 1, 0) as variance,
        sum(answers) over others as other_answers,
        sum(total) over others as other_total,
        sum(squares) over others as other_squares
    from hands
    window others as (
        partition by city_code, wave order by enumerator_hash
        rows between unbounded preceding and unbounded following exclude current row
    )
),

distances as (
    select
        city_code,
        wave,
        enumerator_hash,
        answers,
        -- where all answer alike, rounding may leave a little less than nothing
        abs(mean - other_total / other_answers) / nullif(sqrt(greatest(
            variance / answers
            + (other_squares - other_total * other_total / other_answers)
            / nullif(other_answers - 1, 0) / other_answers,
            0
        )), 0) as errors
    from compared
    where answers >= 10 and other_answers >= 10
),

found as (
    select
        city_code,
        wave,
        response_id,
        mode,
        'same_phone' as rule,
        of_phone::double precision as measure,
        concat('answer ', of_phone, ' of this phone') as words
    from persons
    where has_phone
    union all
    select
        city_code,
        wave,
        response_id,
        mode,
        'same_device',
        of_device,
        concat('answer ', of_device, ' of this device')
    from persons
    where has_device
    union all
    select
        city_code,
        wave,
        response_id,
        mode,
        'burst',
        in_ten_minutes,
        concat(in_ten_minutes, ' within ten minutes')
    from bursts
    union all
    select
        city_code,
        wave,
        response_id,
        mode,
        'straight_lining',
        items + 0.5,
        concat(items, ' times ', lowest)
    from lines
    where lowest = highest
    union all
    -- past the threshold is below it here: the share is turned round
    select
        answered.city_code,
        answered.wave,
        answered.response_id,
        answered.mode,
        'speeding',
        -answered.minutes / medians.minutes,
        concat(round(answered.minutes::numeric, 1), ' minutes, the median is ', round(medians.minutes::numeric, 1))
    from answered
    join medians using (wave, mode)
    where answered.minutes >= 0
    union all
    select
        city_code,
        wave,
        response_id,
        mode,
        'impossible_time',
        case
            when ended_at < started_at or submitted_at < ended_at
                then 'infinity'
            else minutes / 60
        end,
        concat('from ', started_at at time zone 'UTC', ' to ', ended_at at time zone 'UTC', ' UTC')
    from answered
    where ended_at is not null and started_at is not null
    union all
    select
        lines.city_code,
        lines.wave,
        lines.response_id,
        lines.mode,
        'enumerator_effect',
        distances.errors,
        concat(round(distances.errors::numeric, 1), ' standard errors from the others, ', distances.answers, ' answers')
    from lines
    join distances using (city_code, wave, enumerator_hash)
)

select
    %(cycle)s,
    found.city_code,
    found.wave,
    found.response_id,
    found.rule,
    rules.excludes,
    found.words
from found
join rules on rules.rule = found.rule
where
    found.measure > case found.rule when 'speeding' then -rules.threshold else rules.threshold end
    and (cardinality(rules.modes) = 0 or found.mode = any(rules.modes));
