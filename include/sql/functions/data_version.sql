-- Versions of the data by their content: equal rows have equal versions, in whatever order and however often written.
-- Whoever writes keeps them, psql included, since nobody has to. A row is known by two 64-bit hashes of all its columns.
-- Parameters: of_cycle.
-- Read by scoring runs and by checks/cycle_is_scored.sql; by rkci.survey.estimates.
create or replace function core.version_of(rows bigint, one bigint, two bigint) returns text
language sql immutable parallel safe as $$
    select format('%s rows %s%s', rows, lpad(to_hex(one), 16, '0'), lpad(to_hex(two), 16, '0'))
$$;
comment on function core.version_of(bigint, bigint, bigint)
is 'Number of rows and the exclusive or of their hashes, as text.';

create or replace function core.data_version(of_cycle integer) returns jsonb
language sql stable as $$
    with

    datum as (
        select 'official statistics' as part, hash_record_extended(given, 1) as one, hash_record_extended(given, 2) as two
        from core.official_statistic as given
        where given.year <= of_cycle
        union all
        select 'values of origin ' || given.origin, hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.indicator_value as given
        where given.cycle_year = of_cycle
        union all
        select 'names of files', hash_record_extended(given, 1), hash_record_extended(given, 2)
        from (
            select submission.file_hash, submission.file_name
            from core.submission as submission
            where submission.cycle_year = of_cycle and submission.state = 'accepted'
        ) as given
        union all
        select 'survey estimates', hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.survey_estimate as given
        where given.cycle_year = of_cycle
        union all
        select 'cities and classes', hash_record_extended(given, 1), hash_record_extended(given, 2)
        from (
            select participant.class_code, participant.population, city.*
            from core.cycle_city as participant
            join core.city as city using (city_code)
            where participant.cycle_year = of_cycle
        ) as given
        union all
        select 'nominees', hash_record_extended(given, 1), hash_record_extended(given, 2)
        from (select nominee.city_code from core.nominee as nominee where nominee.cycle_year = of_cycle) as given
    )

    select coalesce(jsonb_object_agg(part, version), '{}')
    from (
        select part, core.version_of(count(*), bit_xor(one), bit_xor(two)) as version
        from datum
        group by part
    ) as part
$$;
comment on function core.data_version(integer)
is 'Version of everything that scores and releases of a cycle are made of, part by part.';

create or replace function core.survey_answers_version(of_cycle integer) returns text
language sql stable as $$
    with

    datum as (
        select hash_record_extended(given, 1) as one, hash_record_extended(given, 2) as two
        from core.survey_response as given
        where given.cycle_year = of_cycle
        union all
        select hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.survey_item as given
        where given.cycle_year = of_cycle
        union all
        select hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.survey_wave as given
        where given.cycle_year = of_cycle
        union all
        select hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.survey_stratum as given
        where given.cycle_year = of_cycle
        union all
        select hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.survey_margin as given
        where given.cycle_year = of_cycle
    )

    select core.version_of(count(*), coalesce(bit_xor(one), 0), coalesce(bit_xor(two), 0)) from datum
$$;
comment on function core.survey_answers_version(integer)
is 'Version of the answers of a cycle and of the design that they are weighted by.';

create or replace function core.survey_estimates_version(of_cycle integer) returns text
language sql stable as $$
    with

    datum as (
        select hash_record_extended(given, 1) as one, hash_record_extended(given, 2) as two
        from core.survey_estimate as given
        where given.cycle_year = of_cycle
        union all
        select hash_record_extended(given, 1), hash_record_extended(given, 2)
        from core.indicator_value as given
        where given.cycle_year = of_cycle and given.origin = 'survey'
    )

    select core.version_of(count(*), coalesce(bit_xor(one), 0), coalesce(bit_xor(two), 0)) from datum
$$;
comment on function core.survey_estimates_version(integer)
is 'Version of the estimates of a cycle and of the values that score by them.';
