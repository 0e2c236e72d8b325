-- One row per answered row of a cycle: what it looks like beside other cities, earlier years and the answers next to it.
-- Inputs: staging.submission_value, staging.submission, core.cycle_{city,indicator,plausibility,relation}, values of core.
-- Parameters: cycle.
-- Read by views/quality/batch_submission_value.sql.
delete from staging.submission_comparison where cycle_year = %(cycle)s;

insert into staging.submission_comparison (
    cycle_year, file_hash, sheet, row_number, peers, peer_median, peer_deviation, earlier_value, earlier_year,
    earlier_source, official_value, suspicion, swapped_city_code, broken_part, broken_sum, broken_requirement,
    evidence_city_code, note_city_code
)
with

-- the newest file of each city, in time and in its own folder before any other: what others are compared with
newest as (
    select distinct on (city_code) city_code, file_hash
    from staging.submission
    where cycle_year = %(cycle)s and city_code is not null and unreadable_rule is null
    order by
        city_code,
        received_at < deadline_at and folder_city_code is not distinct from city_code desc,
        coalesce(
            quality.last_delivered(cycle_year, 'submissions', file_hash, folder_city_code, deadline_at), received_at
        ) desc,
        file_hash
),

answer as (
    select
        submission_value.*,
        cycle_city.class_code,
        indicator.value_kind,
        indicator.valid_min,
        limits.min_peers,
        limits.outlier_deviations,
        limits.middle_deviations,
        limits.jump_points,
        limits.jump_factor,
        limits.official_code,
        limits.copied_characters,
        newest.file_hash is not null as is_newest
    from staging.submission_value as submission_value
    left join core.cycle_city as cycle_city using (cycle_year, city_code)
    left join core.cycle_indicator as indicator using (cycle_year, indicator_code)
    left join core.cycle_plausibility as limits using (cycle_year, indicator_code)
    left join newest using (city_code, file_hash)
    where submission_value.cycle_year = %(cycle)s
),

-- the class: median, and 1.4826 times the median absolute deviation, which is the standard deviation of a normal one
peer as (
    select class_code, indicator_code, value, min_peers
    from answer
    where is_newest and status = 'reported' and value_kind in ('number', 'percent')
),

centre as (
    select
        class_code,
        indicator_code,
        count(*) as peers,
        percentile_cont(0.5) within group (order by value) as median
    from peer
    group by class_code, indicator_code
    having count(*) >= min(min_peers)
),

spread as (
    select
        class_code,
        indicator_code,
        min(centre.peers) as peers,
        min(centre.median) as median,
        nullif(1.4826 * percentile_cont(0.5) within group (order by abs(peer.value - centre.median)), 0) as deviation
    from peer
    join centre using (class_code, indicator_code)
    group by class_code, indicator_code
),

-- values of other sources: earlier cycles, and the official statistic that measures the same
known as (
    select
        city_code,
        indicator_code,
        coalesce(year, cycle_year) as year,
        value,
        'cycle ' || cycle_year as source,
        cycle_year
    from core.indicator_value
    where cycle_year < %(cycle)s and origin = 'submitted' and status = 'reported'
    union all
    select
        statistic.city_code,
        limits.indicator_code,
        statistic.year,
        statistic.value,
        statistic.source,
        0
    from core.cycle_plausibility as limits
    join core.official_statistic as statistic on statistic.indicator_code = limits.official_code
    where limits.cycle_year = %(cycle)s
),

earlier as (
    select distinct on (answer.file_hash, answer.sheet, answer.row_number)
        answer.file_hash,
        answer.sheet,
        answer.row_number,
        known.value,
        known.year,
        known.source
    from answer
    join known using (city_code, indicator_code)
    where answer.status = 'reported' and known.year < coalesce(answer.year, answer.cycle_year)
    order by answer.file_hash, answer.sheet, answer.row_number, known.year desc, known.cycle_year desc, known.source
),

compared as (
    select
        answer.*,
        spread.peers,
        spread.median,
        spread.deviation,
        earlier.value as earlier_value,
        earlier.year as earlier_year,
        earlier.source as earlier_source,
        official.value as official_value,
        staging.is_strange(
            answer.value, spread.median, spread.deviation, answer.outlier_deviations,
            earlier.value, answer.jump_points, answer.jump_factor
        ) as is_strange
    from answer
    left join spread
        on answer.status = 'reported'
        and spread.class_code = answer.class_code
        and spread.indicator_code = answer.indicator_code
    left join earlier using (file_hash, sheet, row_number)
    left join core.official_statistic as official
        on answer.status = 'reported'
        and official.city_code = answer.city_code
        and official.indicator_code = answer.official_code
        and official.year = answer.year
),

strange as (
    select * from compared where is_strange
),

-- two cities of a province, each strange with its own value and not with the other's
swapped as (
    select distinct on (one.file_hash, one.sheet, one.row_number)
        one.file_hash,
        one.sheet,
        one.row_number,
        other.city_code
    from strange as one
    join strange as other
        on other.indicator_code = one.indicator_code
        and other.city_code <> one.city_code
        and left(other.city_code, 2) = left(one.city_code, 2)
        and other.is_newest
    where
        not staging.is_strange(
            other.value, one.median, one.deviation, one.outlier_deviations,
            one.earlier_value, one.jump_points, one.jump_factor
        )
        and not staging.is_strange(
            one.value, other.median, other.deviation, other.outlier_deviations,
            other.earlier_value, other.jump_points, other.jump_factor
        )
    order by one.file_hash, one.sheet, one.row_number, other.city_code
),

-- what would make a strange value an ordinary one
explained as (
    select
        strange.file_hash,
        strange.sheet,
        strange.row_number,
        case
            when swapped.city_code is not null then 'swapped'
            when
                coalesce(strange.valid_min, '-infinity') < 0
                and not staging.is_strange(
                    -strange.value, strange.median, strange.deviation, strange.outlier_deviations,
                    strange.earlier_value, strange.jump_points, strange.jump_factor
                )
                then 'lost_sign'
            when ordinary.divisor is not null and strange.value > strange.median then 'lost_decimal'
        end as suspicion,
        swapped.city_code as swapped_city_code
    from strange
    left join swapped using (file_hash, sheet, row_number)
    left join lateral (
        select min(divisor) as divisor
        from unnest(array[10, 100, 1000]) as divisor
        where
            abs(strange.value / divisor - strange.median) <= strange.middle_deviations * strange.deviation
            and not staging.is_jump(
                strange.value / divisor, strange.earlier_value, strange.jump_points, strange.jump_factor
            )
    ) as ordinary on true
),

-- the sides of each relation in each file
side as (
    select
        answer.file_hash,
        relation.relation_code,
        relation.kind,
        relation.tolerance,
        cardinality(relation.part_codes) as parts,
        min(answer.value) filter (where answer.indicator_code = relation.whole_code) as whole,
        sum(answer.value) filter (where answer.indicator_code = any(relation.part_codes)) as sum_of_parts,
        count(*) filter (where answer.indicator_code = any(relation.part_codes)) as parts_given,
        array_agg(answer.indicator_code) as indicator_codes
    from answer
    join core.cycle_relation as relation
        on relation.cycle_year = answer.cycle_year
        and (answer.indicator_code = relation.whole_code or answer.indicator_code = any(relation.part_codes))
    where answer.status = 'reported'
    group by answer.file_hash, relation.relation_code, relation.kind, relation.tolerance, relation.part_codes
),

broken as (
    select
        side.file_hash,
        indicator_code,
        string_agg(relation_code, ', ' order by relation_code) filter (where kind = 'part') as part,
        string_agg(relation_code, ', ' order by relation_code) filter (where kind = 'sum') as sum,
        string_agg(relation_code, ', ' order by relation_code) filter (where kind = 'requires') as requirement
    from side
    cross join lateral unnest(side.indicator_codes) as indicator_code
    where
        case side.kind
            when 'part' then side.sum_of_parts > side.whole + side.tolerance
            when 'sum' then side.parts_given = side.parts and abs(side.sum_of_parts - side.whole) > side.tolerance
            when 'requires' then side.sum_of_parts > 0 and side.whole = 0
        end
    group by side.file_hash, indicator_code
),

-- evidence and notes that tell one writer from another: a link below a site's front page, or a long text
wording as (
    select
        answer.file_hash,
        answer.sheet,
        answer.row_number,
        answer.city_code,
        answer.is_newest,
        words.kind,
        coalesce(words.link, case when length(words.plain) >= answer.copied_characters then words.plain end) as words
    from answer
    join lateral (
        select
            given.kind,
            lower(regexp_replace(btrim(given.text), '\s+', ' ', 'g')) as plain,
            rtrim(substring(lower(given.text) from '(?:https?://(?:www[.])?|www[.])([^\s/]+/[^\s]+)'), '/') as link
        from (values ('evidence', answer.evidence), ('note', answer.note)) as given (kind, text)
    ) as words on true
),

copied as (
    select
        kind,
        words,
        min(city_code) as first_city_code,
        max(city_code) as last_city_code
    from wording
    where is_newest and words is not null
    group by kind, words
    having min(city_code) <> max(city_code)
),

copy as (
    select
        wording.file_hash,
        wording.sheet,
        wording.row_number,
        min(other.city_code) filter (where wording.kind = 'evidence') as evidence_city_code,
        min(other.city_code) filter (where wording.kind = 'note') as note_city_code
    from wording
    join copied using (kind, words)
    join lateral (
        select
            case
                when copied.first_city_code = wording.city_code then copied.last_city_code else copied.first_city_code
            end as city_code
    ) as other on true
    group by wording.file_hash, wording.sheet, wording.row_number
)

select
    compared.cycle_year,
    compared.file_hash,
    compared.sheet,
    compared.row_number,
    compared.peers,
    compared.median,
    compared.deviation,
    compared.earlier_value,
    compared.earlier_year,
    compared.earlier_source,
    compared.official_value,
    explained.suspicion,
    explained.swapped_city_code,
    broken.part,
    broken.sum,
    broken.requirement,
    copy.evidence_city_code,
    copy.note_city_code
from compared
left join explained using (file_hash, sheet, row_number)
left join broken using (file_hash, indicator_code)
left join copy using (file_hash, sheet, row_number);
