-- PostgreSQL database dump

\restrict rkci
-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA core;

COMMENT ON SCHEMA core IS 'One accepted value per cell, with its origin.';

CREATE SCHEMA mart;

COMMENT ON SCHEMA mart IS 'Releases: the only schema that BI tools, pages and packages read.';

CREATE SCHEMA ops;

COMMENT ON SCHEMA ops IS 'Cycles, frozen choices, decisions and extensions.';

CREATE SCHEMA quality;

COMMENT ON SCHEMA quality IS 'Validation runs, rejected rows and the ledger that adds them up.';

CREATE SCHEMA raw;

COMMENT ON SCHEMA raw IS 'Every file and row as received, as text, append-only.';

CREATE SCHEMA scoring;

COMMENT ON SCHEMA scoring IS 'One table per step of the method, keyed by run.';

CREATE SCHEMA staging;

COMMENT ON SCHEMA staging IS 'Typed, named and checked; rebuilt from raw; what fails goes to quality.';

CREATE FUNCTION core.code_key(written text, OUT bps_code text, OUT kemendagri_code text, OUT is_written boolean) RETURNS record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    -- 1275 may be meant in either register, 12.75 (also 12,75, and 11.1 for 11.10) only in that of Kemendagri
    with bare as (
        select translate(
            regexp_replace(written, '[\s\u00a0\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff'']', '', 'g'), ',', '.'
        ) as code
    )
    select
        case when code ~ '^[0-9]\.?[0-9]{3}(\.0+)?$' then left(replace(code, '.', ''), 4) end,
        case
            when code ~ '^[0-9]\.?[0-9]{3}(\.0+)?$'
                then overlay(left(replace(code, '.', ''), 4) placing '.' from 3 for 0)
            when code ~ '^[0-9]{2}\.[0-9]{1,2}$' then rpad(code, 5, '0')
        end,
        coalesce(code, '') <> ''
    from bare
$_$;

COMMENT ON FUNCTION core.code_key(written text, OUT bps_code text, OUT kemendagri_code text, OUT is_written boolean) IS 'A code as written, as a BPS code (four digits) and as a Kemendagri code (nn.nn), each null where it cannot be one.';

CREATE FUNCTION core.data_version(of_cycle integer) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
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

COMMENT ON FUNCTION core.data_version(of_cycle integer) IS 'Version of everything that scores and releases of a cycle are made of, part by part.';

CREATE FUNCTION core.gather_survey(year integer, profiles text, sums text, squares text, bits integer) RETURNS void
    LANGUAGE plpgsql
    SET enable_sort TO 'off'
    SET parallel_setup_cost TO '0'
    SET parallel_tuple_cost TO '0'
    AS $_$
declare
    alike constant text := 'city_code, wave, stratum, psu, age_group, sex, weight';
    pieces bigint;
    largest bigint;
begin
    -- like persons who are more than `bits` hold are counted in pieces; how many a sample of the pages tells, or the loop
    execute format(
        'select coalesce(max(n), 0) * 100 from (
            select count(*) as n from core.survey_response tablesample system (1) repeatable (1)
            where cycle_year = %s and is_counted group by %s
        ) as sampled',
        year, alike
    ) into largest;
    pieces := 1;
    loop
        while largest >= pieces << bits loop
            pieces := pieces * 2;
        end loop;
        -- the union with nothing has the profiles computed once per person, below the sums that look them up
        execute format(
            'create temp table survey_gathered on commit drop as
            select %1$s, count(*) as n, bool_or(is_simulated) as is_simulated, array[%4$s] as sums, array[%5$s] as squares
            from (
                select %1$s, is_simulated, %6$s as piece, %3$s
                from core.survey_response where cycle_year = %2$s and is_counted
                union all
                select %1$s, is_simulated, 0, %3$s from core.survey_response where false
            ) as answered
            group by %1$s%7$s',
            alike, year, profiles, sums, squares,
            case when pieces > 1 then format('hashtext(response_id) & %s', pieces - 1) else '0' end,
            case when pieces > 1 then ', piece' else '' end
        );
        select max(n) into largest from survey_gathered;
        exit when coalesce(largest, 0) < 1::bigint << bits;
        drop table survey_gathered;
        largest := largest * pieces * 2;
    end loop;
    analyze survey_gathered;
end
$_$;

COMMENT ON FUNCTION core.gather_survey(year integer, profiles text, sums text, squares text, bits integer) IS 'Makes the session''s table survey_gathered: the counted answers of a cycle by city and like persons, with the sums of every variable.';

CREATE FUNCTION core.name_key(written text, OUT name_key text, OUT whole_key text, OUT kind text) RETURNS record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    with
    -- letters and digits alone, accents off, every script kept: what is not Latin must match nothing
    letters as (
        select regexp_replace(
            lower(normalize(written, NFKD)),
            '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u0300-\u036f\u2000-\u206f\u3000\ufeff]',
            '',
            'g'
        ) as whole
    )
    select
        case sort.kind
            when 'regency' then regexp_replace(
                regexp_replace(whole, '^(pemerintah|pemda)?(pemkab|kabupaten|kab)(administrasi|adm)?', ''),
                '(kabupaten|kab|regency)$', ''
            )
            when 'city' then regexp_replace(
                regexp_replace(whole, '^(pemerintah|pemda)?(pemkot|kotamadya|kodya|kota)(administrasi|adm)?', ''),
                '(kotamadya|kota|city)$', ''
            )
            else whole
        end,
        whole,
        sort.kind
    from letters
    cross join lateral (
        select case
            when whole ~ '^(pemerintah|pemda)?(pemkab|kabupaten|kab)' or whole ~ '(kabupaten|kab|regency)$'
                then 'regency'
            when whole ~ '^(pemerintah|pemda)?(pemkot|kotamadya|kodya|kota)' or whole ~ '(kota|kotamadya|city)$'
                then 'city'
            else 'bare'
        end as kind
    ) as sort
$_$;

COMMENT ON FUNCTION core.name_key(written text, OUT name_key text, OUT whole_key text, OUT kind text) IS 'A name without case, accents, spaces and punctuation: whole, and without the word Kota or Kabupaten; kind says which of them stood there (city, regency, bare). KOTA D U M A I is dumai, a city; Kota Baru is baru, and whole kotabaru, the regency.';

CREATE FUNCTION core.rake(weight double precision[], place integer[], population double precision[]) RETURNS double precision[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
    cells constant integer := cardinality(weight);
    margins constant integer := array_length(place, 2);
    factor double precision[] := array_fill(1::double precision, array[cells]);
    gathered double precision[];
    distance double precision;
begin
    for sweep in 1 .. 2000 loop
        distance := 0;
        for margin in 1 .. margins loop
            gathered := array_fill(0::double precision, array[cardinality(population)]);
            for cell in 1 .. cells loop
                gathered[place[cell][margin]] := gathered[place[cell][margin]] + weight[cell] * factor[cell];
            end loop;
            for cell in 1 .. cells loop
                distance := greatest(
                    distance, abs(gathered[place[cell][margin]] / population[place[cell][margin]] - 1)
                );
                factor[cell] := factor[cell] * population[place[cell][margin]] / gathered[place[cell][margin]];
            end loop;
        end loop;
        if sweep > 1 and distance < 1e-14 or margins = 1 then
            return factor;
        end if;
    end loop;
    return case when distance < 1e-10 then factor end;
end
$$;

COMMENT ON FUNCTION core.rake(weight double precision[], place integer[], population double precision[]) IS 'Factor by which the weight of every cell is multiplied so that all margins hold (iterative proportional fitting); place[cell][margin] is the category in population. Null if it does not converge.';

CREATE FUNCTION core.resolve_city(written_name text, written_code text, is_cities_alone boolean DEFAULT false, OUT city_code text, OUT state text, OUT reason text) RETURNS record
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    with
    written as (
        select
            name.*,
            code.*,
            coalesce(written_name, '') ~ '[^\s\u00a0\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff]' as is_named
        from core.name_key(written_name) as name
        cross join core.code_key(written_code) as code
    ),
    city_by_code as (
        select city.city_code
        from core.city as city
        join written on city.city_code = written.bps_code or city.kemendagri_code = written.kemendagri_code
    ),
    city_by_name as (
        select city.city_code
        from core.city as city
        cross join lateral core.name_key(city.city_name) as official
        join written on written.kind <> 'regency' and written.name_key = official.name_key
        union
        select city_name.city_code
        from core.city_name as city_name
        join written on written.kind <> 'regency' and written.name_key = city_name.name_key
    ),
    agreed as (
        select city_code from city_by_code
        intersect
        select city_code from city_by_name
    ),
    found as (
        select
            written.*,
            (select count(*) from city_by_code) as cities_by_code,
            (select count(*) from city_by_name) as cities_by_name,
            (select count(*) from agreed) as cities_agreed,
            exists (
                select from core.regency as regency
                where regency.regency_code = written.bps_code or regency.kemendagri_code = written.kemendagri_code
            ) or exists (select from core.city where namesake_regency_code = written.bps_code) as is_regency_by_code,
            exists (
                select from core.regency as regency
                where regency.name_key in (written.name_key, written.whole_key)
            ) or exists (
                select from core.city
                where city_code in (select city_code from city_by_name) and namesake_regency_code is not null
            ) as is_regency_by_name,
            -- the other reading of the digits is the city that the name says
            exists (
                select from city_by_name where city_code = replace(written.kemendagri_code, '.', '')
            ) as is_other_register
        from written
    ),
    judged as (
        select
            found.*,
            case
                when not is_named and not is_written then 'nothing_written'
                when kind = 'regency' or is_regency_by_code or (cities_by_name = 0 and is_regency_by_name)
                    then 'regency'
                when is_named and cities_by_name = 0 then 'unknown_name'
                when is_written and cities_by_code = 0 then 'unknown_code'
                when not is_named and cities_by_code = 1 then 'code'
                when not is_named then 'two_registers'
                when is_written and cities_agreed = 1 then 'name_and_code'
                when is_written and is_other_register then 'two_registers'
                when is_written then 'code_and_name'
                when cities_by_name > 1 or (kind = 'bare' and is_regency_by_name and not is_cities_alone)
                    then 'shared_name'
                else 'name'
            end as reason
        from found
    )
    select
        case
            when reason = 'code' then (select city_code from city_by_code)
            when reason = 'name' then (select city_code from city_by_name)
            when reason = 'name_and_code' then (select city_code from agreed)
        end,
        case
            when reason in ('code', 'name', 'name_and_code') then 'resolved'
            when reason = 'regency' then 'regency'
            when reason in ('shared_name', 'two_registers', 'code_and_name') then 'ambiguous'
            else 'unknown'
        end,
        reason
    from judged
$$;

COMMENT ON FUNCTION core.resolve_city(written_name text, written_code text, is_cities_alone boolean, OUT city_code text, OUT state text, OUT reason text) IS 'The city that a written name and code mean (BPS or Kemendagri code), with state (resolved, regency, ambiguous, unknown) and reason. Never a guess: what could be two is neither.';

CREATE FUNCTION core.survey_answers_version(of_cycle integer) RETURNS text
    LANGUAGE sql STABLE
    AS $$
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

COMMENT ON FUNCTION core.survey_answers_version(of_cycle integer) IS 'Version of the answers of a cycle and of the design that they are weighted by.';

CREATE FUNCTION core.survey_estimates_version(of_cycle integer) RETURNS text
    LANGUAGE sql STABLE
    AS $$
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

COMMENT ON FUNCTION core.survey_estimates_version(of_cycle integer) IS 'Version of the estimates of a cycle and of the values that score by them.';

CREATE FUNCTION core.sweeps(units double precision[], place integer[]) RETURNS double precision[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
    margins constant integer := array_length(place, 2);
    highest constant integer := (select max(x) from unnest(place) as x);
    shared double precision[] := array_fill(0::double precision, array[highest, highest]);
    effects double precision[] := array_fill(0::double precision, array[highest, highest]);
    first integer[];
    one integer;
    other integer;
    rest double precision;
begin
    -- units that two categories have in common; on the diagonal those of a category
    for cell in 1 .. cardinality(units) loop
        for margin in 1 .. margins loop
            one := place[cell][margin];
            first[one] := margin;
            for across in 1 .. margins loop
                other := place[cell][across];
                shared[one][other] := shared[one][other] + units[cell];
            end loop;
        end loop;
    end loop;
    -- sweeping is linear in the totals of the categories: what each category's total of 1 comes to
    for given in 1 .. highest loop
        for sweep in 1 .. case margins when 1 then 1 else 10 end loop
            for margin in 1 .. margins loop
                for category in 1 .. highest loop
                    continue when first[category] is distinct from margin;
                    rest := (category = given)::integer;
                    for across in 1 .. highest loop
                        rest := rest - shared[category][across] * effects[given][across];
                    end loop;
                    effects[given][category] := effects[given][category] + rest / shared[category][category];
                end loop;
            end loop;
        end loop;
    end loop;
    return effects;
end
$$;

COMMENT ON FUNCTION core.sweeps(units double precision[], place integer[]) IS 'What calibration subtracts from influence: of every category of a margin (first subscript) with a total influence of 1, what each category (second) takes off its units. The unweighted mean of a post-stratum, or ten sweeps of such means over the margins of raking. units are those of each calibration cell, place[cell][margin] its categories.';

CREATE FUNCTION core.t_quantile(degrees double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
    normal constant double precision := 1.959963984540054;  -- 97.5 per cent of the normal distribution
    half constant double precision := pi() / 2;
    angle double precision;
    squared double precision;
    term double precision;
    at_angle double precision;
    at_zero double precision;
    step double precision;
begin
    if degrees is null or degrees < 1 then
        return null;
    end if;
    if degrees = 'infinity' then
        return normal;
    end if;
    -- many degrees: the expansion in 1 / degrees
    if degrees > 300 then
        squared := normal * normal;
        return normal * (
            1
            + (squared + 1) / (4 * degrees)
            + ((5 * squared + 16) * squared + 3) / (96 * degrees ^ 2)
            + (((3 * squared + 19) * squared + 17) * squared - 15) / (384 * degrees ^ 3)
            + ((((79 * squared + 776) * squared + 1482) * squared - 1920) * squared - 945) / (92160 * degrees ^ 4)
        );
    end if;
    -- few: Newton's steps on the finite series of the probability between -t and t, in angle = atan(t / sqrt(degrees));
    -- it is concave in the angle, so the steps from below never pass the root
    angle := atan(normal / sqrt(degrees));
    for round in 1 .. 50 loop
        squared := cos(angle) ^ 2;
        term := case when mod(degrees::integer, 2) = 0 then 1 else cos(angle) end;
        at_angle := 0;
        at_zero := 0;
        step := 1;
        for number in 1 .. degrees::integer / 2 loop
            at_angle := at_angle + term;
            at_zero := at_zero + step;
            if mod(degrees::integer, 2) = 0 then
                step := step * (2 * number - 1) / (2 * number);
                term := term * squared * (2 * number - 1) / (2 * number);
            else
                step := step * (2 * number) / (2 * number + 1);
                term := term * squared * (2 * number) / (2 * number + 1);
            end if;
        end loop;
        at_angle := at_angle * sin(angle);
        if mod(degrees::integer, 2) = 1 then
            at_angle := (at_angle + angle) / half;
            at_zero := (at_zero + 1) / half;
        end if;
        step := (0.95 - at_angle) / (at_zero * cos(angle) ^ (degrees::integer - 1));
        angle := angle + step;
        exit when abs(step) < 1e-15 * angle;
    end loop;
    return tan(angle) * sqrt(degrees);
end
$$;

COMMENT ON FUNCTION core.t_quantile(degrees double precision) IS 'The 97.5 per cent quantile of the t distribution, whole degrees of freedom (Abramowitz and Stegun 26.7.3 to 26.7.5); null below one.';

CREATE FUNCTION core.version_of(rows bigint, one bigint, two bigint) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select format('%s rows %s%s', rows, lpad(to_hex(one), 16, '0'), lpad(to_hex(two), 16, '0'))
$$;

COMMENT ON FUNCTION core.version_of(rows bigint, one bigint, two bigint) IS 'Number of rows and the exclusive or of their hashes, as text.';

CREATE FUNCTION mart.refuse_published() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not ops.is_owner(tg_relid) and exists (
        select from changed join mart.release using (release_id) where state <> 'draft'
    ) then
        raise exception using
            errcode = 'RK002',
            message = format(
                '%I.%I of a published release does not change: %s is refused. Publish a new revision.',
                tg_table_schema, tg_table_name, tg_op
            );
    end if;
    return null;
end
$$;

COMMENT ON FUNCTION mart.refuse_published() IS 'Trigger: refuses to change rows of releases that are no drafts.';

CREATE FUNCTION mart.refuse_switch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    before text := case when tg_op = 'INSERT' then 'nothing' else old.state end;
    after text := case when tg_op = 'DELETE' then 'nothing' else new.state end;
begin
    if before in ('nothing', 'draft') and after in ('nothing', 'draft') then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    if ops.is_owner(tg_relid) then
        if after = 'withdrawn' and before <> 'withdrawn' and not exists (
            select from ops.decision where kind = 'release' and subject = new.release_id and outcome = 'Withdraw'
        ) then
            raise exception using
                errcode = 'RK002',
                message = format(
                    'Release %s is withdrawn only by a decision: first insert who withdraws it and why into '
                    'ops.decision (kind release, subject %s, outcome Withdraw), in the same transaction.',
                    new.release_id, new.release_id
                );
        end if;
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    if before = 'current' and after = 'superseded' and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' then
        return new;
    end if;
    if
        before = 'draft' and after = 'current' and exists (
            select from ops.decision where kind = 'release' and subject = new.release_id and outcome = 'Approve'
        )
    then
        return new;
    end if;
    raise exception using
        errcode = 'RK002',
        message = format(
            'Release %s does not go from %s to %s like this: a draft becomes current by a decision in ops.decision, '
            'current becomes superseded, and nothing else changes.',
            case when tg_op = 'DELETE' then old.release_id else new.release_id end, before, after
        );
end
$$;

COMMENT ON FUNCTION mart.refuse_switch() IS 'Trigger: a release is built as a draft, published by a decision, superseded or withdrawn by one, and never changed.';

CREATE FUNCTION ops.add_survey_partitions(cycle integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    parent text;
    described record;
    is_in_default boolean;
begin
    foreach parent in array array['raw.survey_row', 'staging.survey_response', 'core.survey_response'] loop
        execute format('select exists (select from %s_other where cycle_year = $1)', parent)
        into is_in_default using cycle;
        if is_in_default or to_regclass(parent || '_' || cycle) is not null then
            continue;
        end if;
        execute format('create table %s_%s partition of %s for values in (%s)', parent, cycle, parent, cycle);
        execute format('comment on table %s_%s is %L', parent, cycle, format('%s of cycle %s.', parent, cycle));
        for described in
            select attname, col_description(attrelid, attnum) as words
            from pg_attribute
            where attrelid = parent::regclass and attnum > 0 and not attisdropped
        loop
            execute format(
                'comment on column %s_%s.%I is %L', parent, cycle, described.attname, described.words
            );
        end loop;
    end loop;
end
$_$;

COMMENT ON FUNCTION ops.add_survey_partitions(cycle integer) IS 'Gives the survey tables a partition of a cycle, where they have none yet.';

CREATE FUNCTION ops.cycle_timezone(of_cycle integer) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select coalesce((select timezone from ops.cycle where cycle_year = of_cycle), 'Asia/Jakarta')
$$;

COMMENT ON FUNCTION ops.cycle_timezone(of_cycle integer) IS 'IANA name of the time zone of an open cycle; that of Jakarta for one that is not open.';

CREATE FUNCTION ops.is_owner(relation oid) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select pg_has_role(relowner, 'usage') from pg_class where oid = relation
$$;

COMMENT ON FUNCTION ops.is_owner(relation oid) IS 'Whether who asks owns the relation.';

CREATE FUNCTION ops.local_time(instant timestamp with time zone, of_cycle integer) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
    before constant text := current_setting('timezone');
    written text;
begin
    perform set_config('timezone', ops.cycle_timezone(of_cycle), true);
    written := to_char(instant, 'YYYY-MM-DD HH24:MI TZ');
    perform set_config('timezone', before, true);
    return written;
end
$$;

COMMENT ON FUNCTION ops.local_time(instant timestamp with time zone, of_cycle integer) IS 'An instant as people of the cycle read it: 2017-06-06 10:00 WIB.';

CREATE FUNCTION ops.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception using
        errcode = 'RK002',
        message = concat(
            tg_table_schema, '.', tg_table_name, ' is append-only: ', tg_op,
            ' is refused. Add a row that says what holds now.'
        );
end
$$;

COMMENT ON FUNCTION ops.refuse_change() IS 'Trigger: refuses to change or to remove what was decided, whoever asks.';

CREATE FUNCTION ops.refuse_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    year integer := (case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end ->> 'cycle_year')::integer;
begin
    -- what opens a cycle writes all of it in one transaction; a demo is frozen anew
    if not ops.is_owner(tg_relid) and exists (
        select from ops.cycle where cycle_year = year and not is_demo and opened_at < transaction_timestamp()
    ) then
        raise exception using
            errcode = 'RK002',
            message = format(
                '%I.%I of cycle %s is frozen: %s is refused. A longer deadline is an extension (rkci extend).',
                tg_table_schema, tg_table_name, year, tg_op
            );
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

COMMENT ON FUNCTION ops.refuse_frozen() IS 'Trigger: refuses to change what was frozen when a cycle opened that is no demo.';
SET default_tablespace = '';
SET default_table_access_method = heap;

CREATE TABLE mart.release (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    revision integer NOT NULL,
    state text NOT NULL,
    title_id text NOT NULL,
    title_en text NOT NULL,
    is_simulated boolean NOT NULL,
    framework_hash text NOT NULL,
    content_hash text,
    run_id bigint NOT NULL,
    built_at timestamp with time zone DEFAULT now() NOT NULL,
    approved_by text,
    published_at timestamp with time zone,
    CONSTRAINT release_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'current'::text, 'superseded'::text, 'withdrawn'::text])))
);

COMMENT ON TABLE mart.release IS 'One row per release: one framework of one cycle in one revision.';

COMMENT ON COLUMN mart.release.release_id IS '<cycle>-<framework>-r<revision>.';

COMMENT ON COLUMN mart.release.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.release.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.release.revision IS 'Revision, from 1.';

COMMENT ON COLUMN mart.release.state IS 'draft, current, superseded or withdrawn; BI does not see drafts.';

COMMENT ON COLUMN mart.release.title_id IS 'Title of the framework in Indonesian.';

COMMENT ON COLUMN mart.release.title_en IS 'Title of the framework in English.';

COMMENT ON COLUMN mart.release.is_simulated IS 'True if any value behind the release is simulated.';

COMMENT ON COLUMN mart.release.framework_hash IS 'Content hash of the framework folder.';

COMMENT ON COLUMN mart.release.content_hash IS 'SHA-256 over every value of the rows of the release at 10 significant digits, without ids and times.';

COMMENT ON COLUMN mart.release.run_id IS 'Scoring run that it was built from.';

COMMENT ON COLUMN mart.release.built_at IS 'When it was built.';

COMMENT ON COLUMN mart.release.approved_by IS 'Who approved it.';

COMMENT ON COLUMN mart.release.published_at IS 'When it became current.';

CREATE FUNCTION quality.checked_release() RETURNS SETOF mart.release
    LANGUAGE sql STABLE
    AS $$
    select * from quality.checked_release(quality.cycle())
$$;

COMMENT ON FUNCTION quality.checked_release() IS 'Per framework of the cycle that the session validates: the draft, or where there is none the current release.';

CREATE FUNCTION quality.checked_release(of_cycle integer) RETURNS SETOF mart.release
    LANGUAGE sql STABLE
    AS $$
    select distinct on (framework_id) *
    from mart.release
    where cycle_year = of_cycle and state in ('draft', 'current')
    order by framework_id, state = 'draft' desc, revision desc
$$;

COMMENT ON FUNCTION quality.checked_release(of_cycle integer) IS 'Per framework of a cycle: the draft, or where there is none the current release.';

CREATE TABLE scoring.run (
    run_id bigint NOT NULL,
    kind text NOT NULL,
    cycle_year integer,
    framework_id text NOT NULL,
    framework_hash text NOT NULL,
    settings jsonb NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    first_run_id bigint,
    data_version jsonb,
    simulated_at timestamp with time zone,
    CONSTRAINT run_kind_check CHECK ((kind = ANY (ARRAY['cycle'::text, 'first_stage'::text, 'bridge'::text, 'what_if'::text, 'ad_hoc'::text])))
);

COMMENT ON TABLE scoring.run IS 'One row per scoring run: one framework, its settings and one set of values.';

COMMENT ON COLUMN scoring.run.run_id IS 'Key of everything in this schema.';

COMMENT ON COLUMN scoring.run.kind IS 'cycle, first_stage (the same without what only nominees have evidence of), bridge, what_if or ad_hoc; only cycle reaches mart.';

COMMENT ON COLUMN scoring.run.cycle_year IS 'Cycle; null for an ad-hoc run.';

COMMENT ON COLUMN scoring.run.framework_id IS 'Framework.';

COMMENT ON COLUMN scoring.run.framework_hash IS 'Content hash of the framework folder.';

COMMENT ON COLUMN scoring.run.settings IS 'framework.yaml as applied, overrides included.';

COMMENT ON COLUMN scoring.run.started_at IS 'When it started.';

COMMENT ON COLUMN scoring.run.finished_at IS 'When its last step was done; null if it did not get there.';

COMMENT ON COLUMN scoring.run.first_run_id IS 'Run of the first stage that the nominees of this run are compared with; null where there is one stage.';

COMMENT ON COLUMN scoring.run.data_version IS 'What core.data_version() said of the cycle when the run began to read it; null for runs outside the published line.';

COMMENT ON COLUMN scoring.run.simulated_at IS 'When its uncertainty was written, whole; null before. A framework without draws has nothing to write, and a time all the same.';

CREATE FUNCTION quality.checked_run() RETURNS SETOF scoring.run
    LANGUAGE sql STABLE
    AS $$
    select * from quality.checked_run(quality.cycle())
$$;

COMMENT ON FUNCTION quality.checked_run() IS 'The newest finished run per framework of the cycle that the session validates.';

CREATE FUNCTION quality.checked_run(of_cycle integer) RETURNS SETOF scoring.run
    LANGUAGE sql STABLE
    AS $$
    select distinct on (framework_id) *
    from scoring.run
    where kind = 'cycle' and cycle_year = of_cycle and finished_at is not null
    order by framework_id, run_id desc
$$;

COMMENT ON FUNCTION quality.checked_run(of_cycle integer) IS 'The newest finished run per framework of a cycle.';

CREATE FUNCTION quality.cycle() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select nullif(current_setting('rkci.cycle', true), '')::integer
$$;

COMMENT ON FUNCTION quality.cycle() IS 'Cycle that the session validates (setting rkci.cycle); null if none is set.';

CREATE FUNCTION quality.dataset() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select nullif(current_setting('rkci.dataset', true), '')
$$;

COMMENT ON FUNCTION quality.dataset() IS 'Dataset of the suite that the session runs (setting rkci.dataset); null if none is set.';

CREATE FUNCTION quality.delivery_doubt(of_cycle integer, of_dataset text, of_file text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select string_agg(
        concat_ws(' ', doubt || ':', 'sent', ops.local_time(sent_at, of_cycle), 'seen', ops.local_time(seen_at, of_cycle)),
        '; ' order by seen_at
    )
    from raw.receipt
    where (cycle_year, dataset, file_hash) = (of_cycle, of_dataset, of_file) and doubt is not null
$$;

COMMENT ON FUNCTION quality.delivery_doubt(of_cycle integer, of_dataset text, of_file text) IS 'What is odd about the times of the deliveries of a file, in words; null if nothing is.';

CREATE FUNCTION quality.last_delivered(of_cycle integer, of_dataset text, of_file text, in_folder text, before timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
    select max(received_at)
    from raw.receipt
    where
        (cycle_year, dataset, file_hash) = (of_cycle, of_dataset, of_file)
        and (in_folder is null or substring(file_name from '^[^/]+/([^/]+)/') = in_folder)
        and (before is null or received_at < before)
$$;

COMMENT ON FUNCTION quality.last_delivered(of_cycle integer, of_dataset text, of_file text, in_folder text, before timestamp with time zone) IS 'When these bytes were last delivered, to a folder and before an instant if they are given; null if never.';

CREATE FUNCTION quality.plain_name(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    with words as (
        select trim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')) as text
    )
    select replace(
        regexp_replace(regexp_replace(text, '^(pemerintah |pemkot )?(kota |kotamadya )(administrasi )?', ''), ' (kota|city)$', ''),
        ' ', ''
    )
    from words
$_$;

COMMENT ON FUNCTION quality.plain_name(name text) IS 'A city name without case, spaces, punctuation and the word Kota: KOTA D U M A I and Dumai are both dumai.';

CREATE FUNCTION quality.subject(of_dataset text, of_cycle integer) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select case of_dataset
        when 'scores' then (
            select coalesce(
                string_agg(
                    'run ' || run_id || case
                        when simulated_at is null then ' without uncertainty'
                        else to_char(simulated_at at time zone 'UTC', ' as of YYYY-MM-DD HH24:MI:SS.US')
                    end,
                    ', ' order by framework_id
                ),
                'no run'
            )
            from quality.checked_run(of_cycle)
        )
        when 'releases' then (
            select coalesce(
                string_agg('release ' || release_id || ' ' || coalesce(content_hash, ''), ', ' order by framework_id),
                'no release'
            )
            from quality.checked_release(of_cycle)
        )
        else 'staged version ' || coalesce(
            (select version from staging.version where (cycle_year, dataset) = (of_cycle, of_dataset)), 0
        )
    end
$$;

COMMENT ON FUNCTION quality.subject(of_dataset text, of_cycle integer) IS 'What a validation of a dataset is of, as it is now: the staged version, or the runs or releases under check.';

CREATE TABLE quality.ticket (
    ticket_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    layer text NOT NULL,
    severity text NOT NULL,
    rule_id text NOT NULL,
    subject text NOT NULL,
    file_hash text NOT NULL,
    sheet text,
    cell text,
    indicator_code text,
    found_text text,
    question_id text NOT NULL,
    question_en text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    deadline_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    answer_text text,
    answered_at timestamp with time zone,
    closed_by_file text,
    CONSTRAINT ticket_layer_check CHECK ((layer = ANY (ARRAY['file'::text, 'row'::text, 'innovation'::text]))),
    CONSTRAINT ticket_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'warning'::text]))),
    CONSTRAINT ticket_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text, 'expired'::text])))
);

COMMENT ON TABLE quality.ticket IS 'One row per question to a city about what it sent; never deleted.';

COMMENT ON COLUMN quality.ticket.ticket_id IS 'Number of the ticket, as the city quotes it.';

COMMENT ON COLUMN quality.ticket.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.ticket.city_code IS 'BPS code of the city that is asked.';

COMMENT ON COLUMN quality.ticket.layer IS 'file where the whole file is meant, row where one answer is.';

COMMENT ON COLUMN quality.ticket.severity IS 'critical where something was rejected, warning where it was accepted and looks odd.';

COMMENT ON COLUMN quality.ticket.rule_id IS 'Rule that asks.';

COMMENT ON COLUMN quality.ticket.subject IS 'What it is about, for as long as it is not closed: an indicator, a place without a known one, or file.';

COMMENT ON COLUMN quality.ticket.file_hash IS 'File that holds what was found.';

COMMENT ON COLUMN quality.ticket.sheet IS 'Sheet, where there is one.';

COMMENT ON COLUMN quality.ticket.cell IS 'Cell, where there is one.';

COMMENT ON COLUMN quality.ticket.indicator_code IS 'Indicator, where there is one.';

COMMENT ON COLUMN quality.ticket.found_text IS 'What was found.';

COMMENT ON COLUMN quality.ticket.question_id IS 'The question in Indonesian, with what to do.';

COMMENT ON COLUMN quality.ticket.question_en IS 'The same in English.';

COMMENT ON COLUMN quality.ticket.opened_at IS 'When it was first asked.';

COMMENT ON COLUMN quality.ticket.deadline_at IS 'First instant at which an answer is late: the end of the phase clarification, or where there is none some days; never before the submission deadline of the city.';

COMMENT ON COLUMN quality.ticket.state IS 'open; answered, by a tickets file; closed, by a revision that no longer fails the rule; expired, not answered in time.';

COMMENT ON COLUMN quality.ticket.answer_text IS 'What the city answered, with its reason; for the secretariat to read.';

COMMENT ON COLUMN quality.ticket.answered_at IS 'When the answer was delivered.';

COMMENT ON COLUMN quality.ticket.closed_by_file IS 'File that counted for the city when the question fell away.';

CREATE FUNCTION quality.tickets_open_at(of_cycle integer, of_city text, instant timestamp with time zone) RETURNS SETOF quality.ticket
    LANGUAGE sql STABLE
    AS $$
    select ticket.*
    from quality.ticket as ticket
    join lateral (
        select event.state
        from quality.ticket_event as event
        where event.ticket_id = ticket.ticket_id and event.occurred_at < instant
        order by event.ticket_event_id desc
        limit 1
    ) as then_was on then_was.state in ('open', 'expired')
    where ticket.cycle_year = of_cycle and ticket.city_code = of_city
$$;

COMMENT ON FUNCTION quality.tickets_open_at(of_cycle integer, of_city text, instant timestamp with time zone) IS 'Tickets of a city that were neither answered nor closed at an instant.';

CREATE FUNCTION scoring.add_weighted(total double precision[], value double precision[], weight double precision) RETURNS double precision[]
    LANGUAGE sql IMMUTABLE
    AS $$
    select array_agg(
        case
            when x is null then sum_so_far
            when sum_so_far is null then weight * x
            else sum_so_far + weight * x
        end
        order by place
    )
    from unnest(total, value) with ordinality as cell (sum_so_far, x, place)
$$;

COMMENT ON FUNCTION scoring.add_weighted(total double precision[], value double precision[], weight double precision) IS 'Step of the aggregate scoring.weighted_sum: total + weight x value, element by element; a missing value adds nothing.';

CREATE FUNCTION scoring.beside(x double precision[], place integer, step integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE
    AS $$
declare
    found integer := place;
begin
    while x[found] = x[place] and found + step between 1 and cardinality(x) loop
        found := found + step;
    end loop;
    return found;
end
$$;

COMMENT ON FUNCTION scoring.beside(x double precision[], place integer, step integer) IS 'In a sorted vector the nearest place of another value, upwards (1) or downwards (-1); the end where there is none.';

CREATE FUNCTION scoring.box_cox(value double precision[], lambda double precision) RETURNS double precision[]
    LANGUAGE sql IMMUTABLE
    AS $$
    select array(
        select case lambda when 0 then ln(x - smallest + 1) else ((x - smallest + 1) ^ lambda - 1) / lambda end
        from (select unnest(value) as x) as cell
    )
    from (select min(x) as smallest from (select unnest(value) as x) as cell) as bounds
$$;

COMMENT ON FUNCTION scoring.box_cox(value double precision[], lambda double precision) IS 'Box-Cox transform of x - min + 1: (x^lambda - 1) / lambda, the logarithm where lambda is 0.';

CREATE FUNCTION scoring.child(run bigint) RETURNS TABLE(parent_code text, code text, side text, weight double precision, value double precision[], coverage double precision[], is_complete boolean, is_covered boolean)
    LANGUAGE sql STABLE
    AS $$
    select
        indicator.parent_code,
        indicator.indicator_code,
        sides.side,
        weight.weight,
        normalised.value,
        scoring.presence(normalised.value),
        array_position(normalised.value, null) is null,
        array_position(normalised.value, null) is null
    from scoring.run as scored
    join scoring.normalised as normalised using (run_id)
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    join scoring.weight as weight on weight.run_id = scored.run_id and weight.code = indicator.indicator_code
    cross join lateral (values ('all'), (case scored.kind when 'cycle' then indicator.side end)) as sides (side)
    where scored.run_id = run and sides.side is not null
    union all
    select
        node.parent_code,
        node.node_code,
        score.side,
        weight.weight,
        score.score,
        score.coverage,
        array_position(score.score, null) is null,
        1 = all(score.coverage)
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    join scoring.weight as weight on weight.run_id = score.run_id and weight.code = node.node_code
    where score.run_id = run
$$;

COMMENT ON FUNCTION scoring.child(run bigint) IS 'Nodes and indicators of a run with their weight within the parent, values and coverage over the units.';

CREATE FUNCTION scoring.directed_log(run bigint, indicator text, places integer[], value double precision[], direction double precision) RETURNS double precision[]
    LANGUAGE sql
    AS $$
    select array_agg(
        direction * case
            when cell.x <= 0
                then scoring.refuse(
                    format(
                        'Unit %s: indicator %s is %s and has no logarithm: correct the value, leave it empty if it is '
                        'missing, or drop the transform from the framework.', unit.unit_code, indicator, cell.x
                    )
                )
            else ln(cell.x)
        end
        order by cell.number
    )
    from unnest(value) with ordinality as cell (x, number)
    join scoring.run_unit as unit on unit.run_id = run and unit.place = coalesce(places[cell.number], cell.number)
$$;

COMMENT ON FUNCTION scoring.directed_log(run bigint, indicator text, places integer[], value double precision[], direction double precision) IS 'direction x ln(value) of every element; refuses by name what has no logarithm.';

CREATE FUNCTION scoring.log_ct(value double precision[], is_flipped boolean) RETURNS double precision[]
    LANGUAGE sql IMMUTABLE
    AS $$
    select array(
        select case when is_flipped then -ln(largest + a - x) else ln(x - smallest + a) end
        from (select unnest(value) as x) as cell
    )
    from (
        select min(x) as smallest, max(x) as largest, 0.01::double precision * (max(x) - min(x)) as a
        from (select unnest(value) as x) as cell
    ) as bounds
$$;

COMMENT ON FUNCTION scoring.log_ct(value double precision[], is_flipped boolean) IS 'ln(x - min + a), or flipped -ln(max + a - x), a being a hundredth of the range.';

CREATE FUNCTION scoring.mean_inverse(aggregation text, power double precision, value double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case aggregation
        when 'arithmetic' then value
        when 'geometric' then exp(value)
        when 'harmonic' then 1 / value
        when 'generalised' then value ^ (1 / power)
    end
$$;

COMMENT ON FUNCTION scoring.mean_inverse(aggregation text, power double precision, value double precision) IS 'Inverse of scoring.mean_transform.';

CREATE FUNCTION scoring.mean_terms(run bigint, parent text, child text, aggregation text, power double precision, value double precision[]) RETURNS double precision[]
    LANGUAGE sql
    AS $$
    select case
        when aggregation = 'arithmetic' then value
        else (
            select array_agg(
                coalesce(
                    scoring.mean_transform(aggregation, power, cell.x),
                    case
                        when cell.x is not null
                            then scoring.refuse(
                                format(
                                    'Unit %s: a child of %s has the value %s (%s), and a %s mean needs positive ones: '
                                    'normalise to a range above 0 or aggregate otherwise.',
                                    unit.unit_code, parent, cell.x, child, aggregation
                                )
                            )
                    end
                )
                order by cell.place
            )
            from unnest(value) with ordinality as cell (x, place)
            join scoring.run_unit as unit on unit.run_id = run and unit.place = cell.place
        )
    end
$$;

COMMENT ON FUNCTION scoring.mean_terms(run bigint, parent text, child text, aggregation text, power double precision, value double precision[]) IS 'scoring.mean_transform of every element of a child; refuses by name what a mean of that kind does not have.';

CREATE FUNCTION scoring.mean_transform(aggregation text, power double precision, value double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case aggregation
        when 'arithmetic' then value
        when 'geometric' then case when value > 0 then ln(value) end
        when 'harmonic' then case when value > 0 then 1 / value end
        when 'generalised' then case when value > 0 or (value = 0 and power > 0) then value ^ power end
    end
$$;

COMMENT ON FUNCTION scoring.mean_transform(aggregation text, power double precision, value double precision) IS 'f of a mean (OECD/JRC Handbook 2008, step 6): arithmetic x, geometric ln x, harmonic 1/x, generalised x^p.';

CREATE FUNCTION scoring.parts(value double precision[], pool text[]) RETURNS TABLE(pool_code text, place integer[], part double precision[])
    LANGUAGE sql IMMUTABLE
    AS $$
    select null, null, value
    where pool is null
    union all
    select cell.code, array_agg(cell.place::integer order by cell.place), array_agg(cell.x order by cell.place)
    from unnest(value, pool) with ordinality as cell (x, code, place)
    where pool is not null
    group by cell.code
$$;

COMMENT ON FUNCTION scoring.parts(value double precision[], pool text[]) IS 'A vector cut by the pool of each element; the whole, without places, where there are no pools. Null is a pool, too.';

CREATE FUNCTION scoring.presence(value double precision[]) RETURNS double precision[]
    LANGUAGE sql IMMUTABLE
    AS $$
    select case
        when array_position(value, null) is null then array_fill(1::double precision, array[cardinality(value)])
        else (
            select array_agg(case when x is null then 0 else 1 end::double precision order by place)
            from unnest(value) with ordinality as cell (x, place)
        )
    end
$$;

COMMENT ON FUNCTION scoring.presence(value double precision[]) IS '1 where there is a value, 0 where it is missing.';

CREATE FUNCTION scoring.put_part(whole double precision[], place integer[], part double precision[]) RETURNS double precision[]
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
    if place is null then
        return part;
    end if;
    for number in 1 .. cardinality(place) loop
        whole[place[number]] := part[number];
    end loop;
    return whole;
end
$$;

COMMENT ON FUNCTION scoring.put_part(whole double precision[], place integer[], part double precision[]) IS 'Step of the aggregate scoring.whole: a part back at its places.';

CREATE FUNCTION scoring.refuse(message text) RETURNS double precision
    LANGUAGE plpgsql
    AS $$
begin
    raise exception using message = message, errcode = 'RK001';
end
$$;

COMMENT ON FUNCTION scoring.refuse(message text) IS 'Raises the message (SQLSTATE RK001): a score that cannot be computed is an explained error, never NaN.';

CREATE FUNCTION scoring.rounded(score double precision, digits integer) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select round(score * 10::double precision ^ digits) / 10::double precision ^ digits
$$;

COMMENT ON FUNCTION scoring.rounded(score double precision, digits integer) IS 'A score rounded to decimals before it is ranked (ranking.digits): what is equal then shares its place.';

CREATE FUNCTION scoring.shape(value double precision[], OUT skewness double precision, OUT kurtosis double precision) RETURNS record
    LANGUAGE sql IMMUTABLE
    AS $$
    -- with d = x - mean: m3 is the covariance of d and d^2, m4 the variance of d^2 and m2^2
    select shape.skewness, shape.kurtosis
    from (
        select
            nullif(regr_count(d * d, d), 0)::double precision as n,
            regr_sxx(d * d, d) as sxx,
            regr_sxy(d * d, d) as sxy,
            regr_syy(d * d, d) as syy
        from (
            select unnest(value) - centre.mean as d
            from (select sum(x) / nullif(count(x), 0) as mean from (select unnest(value) as x) as cell) as centre
        ) as deviation
    ) as moment
    cross join lateral scoring.shape_of(n, sxx / n, sxy / n, syy / n + (sxx / n) ^ 2) as shape
$$;

COMMENT ON FUNCTION scoring.shape(value double precision[], OUT skewness double precision, OUT kurtosis double precision) IS 'scoring.shape_of a vector, missing values dropped.';

CREATE FUNCTION scoring.shape_of(n double precision, m2 double precision, m3 double precision, m4 double precision, OUT skewness double precision, OUT kurtosis double precision) RETURNS record
    LANGUAGE sql IMMUTABLE
    AS $$
    select
        case when n >= 4 and m2 > 0 then sqrt(n * (n - 1)) / (n - 2) * m3 / (m2 * sqrt(m2)) end,
        case
            when n >= 4 and m2 > 0
                then (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)
        end
$$;

COMMENT ON FUNCTION scoring.shape_of(n double precision, m2 double precision, m3 double precision, m4 double precision, OUT skewness double precision, OUT kurtosis double precision) IS 'Skewness G1 and excess kurtosis G2, bias-corrected, of n values with these central moments; null below four values or without variance.';

CREATE FUNCTION scoring.significant(value double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case
        when abs(value) between 1e-290 and 1e290 then round(value * 10::double precision ^ (9 - floor(log(abs(value)))))
            / 10::double precision ^ (9 - floor(log(abs(value))))
        else value -- zero, and what the powers of ten do not reach
    end
$$;

COMMENT ON FUNCTION scoring.significant(value double precision) IS 'A value at 10 significant digits, before values are put in order: what differs by rounding noise alone then ties.';

CREATE FUNCTION scoring.spread(part anyarray, places integer[], length bigint, missing anyelement) RETURNS anyarray
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
    if cardinality(places) = length then
        return part;
    end if;
    return (
        select array_agg(coalesce(cell.x, missing) order by slot.place)
        from generate_series(1, length) as slot (place)
        left join unnest(part, places) as cell (x, place) using (place)
    );
end
$$;

COMMENT ON FUNCTION scoring.spread(part anyarray, places integer[], length bigint, missing anyelement) IS 'A vector of all units from what some of them have, in the order of their places; the others get `missing`.';

CREATE FUNCTION scoring."treat"(given double precision[], method text, winmax integer, skew_limit double precision, kurtosis_limit double precision, second text, lambda double precision, OUT value double precision[], OUT treatment text, OUT winsorised_high integer, OUT winsorised_low integer, OUT skew_before double precision, OUT kurtosis_before double precision, OUT skew_winsorised double precision, OUT kurtosis_winsorised double precision, OUT skew_after double precision, OUT kurtosis_after double precision, OUT passes boolean) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    AS $$
declare
    drawn record;
begin
    value := given;
    treatment := 'none';
    winsorised_high := 0;
    winsorised_low := 0;
    if method = 'none' then
        return;
    end if;
    select shape.skewness, shape.kurtosis into skew_before, kurtosis_before from scoring.shape(given) as shape;
    skew_after := skew_before;
    kurtosis_after := kurtosis_before;
    passes := abs(skew_after) < skew_limit or kurtosis_after < kurtosis_limit;
    if method = 'winsorise_log' and not passes and (winmax is null or winmax > 0) then
        select part.* into drawn from scoring.winsorise(given, winmax, skew_limit, kurtosis_limit) as part;
        -- nothing is left to test: all points have come together, and the values stay as they were given
        if not drawn.has_shape then
            passes := null;
            return;
        end if;
        value := array(
            select case when x is not null then least(greatest(x, drawn.low), drawn.high) end
            from (select unnest(given) as x) as cell
        );
        treatment := 'winsorise';
        winsorised_high := drawn.moved_high;
        winsorised_low := drawn.moved_low;
        select shape.skewness, shape.kurtosis into skew_after, kurtosis_after from scoring.shape(value) as shape;
        passes := abs(skew_after) < skew_limit or kurtosis_after < kurtosis_limit;
        skew_winsorised := skew_after;
        kurtosis_winsorised := kurtosis_after;
    end if;
    -- what still fails is transformed: the given values, or the winsorised ones
    if not passes and (method = 'boxcox' or second <> 'none') then
        if method = 'boxcox' then
            value := scoring.box_cox(given, lambda);
            treatment := 'boxcox';
        else
            value := case second
                when 'log_ct' then scoring.log_ct(given, false)
                when 'log_ct_plus' then scoring.log_ct(given, skew_before < 0)
                when 'log_ct_combined' then scoring.log_ct(value, false)
            end;
            treatment := second;
        end if;
        select shape.skewness, shape.kurtosis into skew_after, kurtosis_after from scoring.shape(value) as shape;
        passes := abs(skew_after) < skew_limit or kurtosis_after < kurtosis_limit;
    end if;
end
$$;

COMMENT ON FUNCTION scoring."treat"(given double precision[], method text, winmax integer, skew_limit double precision, kurtosis_limit double precision, second text, lambda double precision, OUT value double precision[], OUT treatment text, OUT winsorised_high integer, OUT winsorised_low integer, OUT skew_before double precision, OUT kurtosis_before double precision, OUT skew_winsorised double precision, OUT kurtosis_winsorised double precision, OUT skew_after double precision, OUT kurtosis_after double precision, OUT passes boolean) IS 'A vector after treatment, what was done to it, and its skewness and kurtosis before and after.';

CREATE FUNCTION scoring.winsorise(given double precision[], winmax integer, skew_limit double precision, kurtosis_limit double precision, OUT low double precision, OUT high double precision, OUT moved_low integer, OUT moved_high integer, OUT has_shape boolean) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    AS $$
declare
    x double precision[] := array(select y from (select unnest(given) as y) as cell where y is not null order by y);
    n integer := cardinality(x);
    first integer := 1;
    last integer := n;
    first_reach integer := 1;
    last_reach integer := n;
    centre double precision := x[(n + 1) / 2];
    ends integer[];
    place integer;
    core record;
    d double precision;
    s1 double precision;
    s2 double precision;
    s3 double precision;
    s4 double precision;
    shape record;
begin
    -- how far the ends could come; what lies between never moves, and is summed once
    while last_reach > 1 and (winmax is null or n - last_reach < winmax) loop
        last_reach := scoring.beside(x, last_reach, -1);
    end loop;
    while first_reach < n and (winmax is null or first_reach - 1 < winmax) loop
        first_reach := scoring.beside(x, first_reach, 1);
    end loop;
    if first_reach >= last_reach then
        first_reach := n;
        last_reach := n + 1;
    end if;
    ends := array(select generate_series(1, first_reach)) || array(select generate_series(last_reach, n));
    select
        coalesce(sum(y), 0) as s1,
        coalesce(sum(y * y), 0) as s2,
        coalesce(sum(y * y * y), 0) as s3,
        coalesce(sum(y * y * y * y), 0) as s4
    into core
    from (select unnest(x[first_reach + 1:last_reach - 1]) - centre as y) as cell;
    -- one point at a time from the skewed end; what is tied at the extreme moves together
    moved_low := 0;
    moved_high := 0;
    loop
        s1 := core.s1;
        s2 := core.s2;
        s3 := core.s3;
        s4 := core.s4;
        foreach place in array ends loop
            d := least(greatest(x[place], x[first]), x[last]) - centre;
            s1 := s1 + d;
            s2 := s2 + d * d;
            s3 := s3 + d * d * d;
            s4 := s4 + d * d * d * d;
        end loop;
        d := s1 / n;
        select part.skewness, part.kurtosis into shape from scoring.shape_of(
            n, s2 / n - d * d, s3 / n - 3 * d * s2 / n + 2 * d ^ 3,
            s4 / n - 4 * d * s3 / n + 6 * d * d * s2 / n - 3 * d ^ 4
        ) as part;
        has_shape := x[first] < x[last];
        exit when
            not has_shape
            or abs(shape.skewness) < skew_limit
            or shape.kurtosis < kurtosis_limit
            or moved_low + moved_high >= winmax;
        if shape.skewness >= 0 then
            last := scoring.beside(x, last, -1);
            moved_high := n - last;
        else
            first := scoring.beside(x, first, 1);
            moved_low := first - 1;
        end if;
    end loop;
    low := x[first];
    high := x[last];
end
$$;

COMMENT ON FUNCTION scoring.winsorise(given double precision[], winmax integer, skew_limit double precision, kurtosis_limit double precision, OUT low double precision, OUT high double precision, OUT moved_low integer, OUT moved_high integer, OUT has_shape boolean) IS 'The values between which a vector is drawn in, point by point until it passes or winmax points were moved; has_shape is false where nothing differs any more.';

CREATE FUNCTION staging.instant_or_null(written text, column_zone text, local_zone text, day_order text) RETURNS timestamp with time zone
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $_$
declare
    -- English and Indonesian
    months constant text := ' JAN=01 JANUARY=01 JANUARI=01 FEB=02 FEBRUARY=02 FEBRUARI=02 PEB=02 MAR=03 MARCH=03 MARET=03'
        ' APR=04 APRIL=04 MAY=05 MEI=05 JUN=06 JUNE=06 JUNI=06 JUL=07 JULY=07 JULI=07 AUG=08 AUGUST=08 AGU=08 AGT=08'
        ' AGS=08 AGUSTUS=08 SEP=09 SEPT=09 SEPTEMBER=09 OCT=10 OCTOBER=10 OKT=10 OKTOBER=10 NOV=11 NOVEMBER=11 NOP=11'
        ' DEC=12 DECEMBER=12 DES=12 DESEMBER=12 ';
    words text;
    clock text[];    -- date, hour, minute, second, fraction, half of the day, sign or zone, hours and minutes of the offset
    found text[];
    month_name text;
    zone text := column_zone;
    year integer;
    month integer;
    day integer;
    hour integer;
    instant timestamp;
    ahead interval;  -- of UTC
begin
    words := btrim(translate(upper(written), E'\u00a0\u202f\u2212', '  -'));
    if words ~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9](?:[.][0-9]+)?(?:Z|[+-][0-9][0-9]:[0-9][0-9])?$' then
        -- as nearly all programs write it; what finds parts anywhere takes some fifty times as long
        clock := array[
            left(words, 10), substr(words, 12, 2), substr(words, 15, 2), substr(words, 18, 2),
            left(ltrim(substring(substr(words, 20) from '^[.][0-9]+'), '.'), 9), null,
            case when words like '%Z' then 'Z' else substring(substr(words, 20) from '[+-]') end,
            substring(substr(words, 20) from '[+-]([0-9][0-9])'), substring(substr(words, 20) from ':([0-9][0-9])')
        ];
    else
        clock := regexp_match(
            words,
            '^(.*[0-9])(?:,? +|T)([0-9][0-9]?)[:.]([0-9][0-9])(?:[:.]([0-9][0-9])(?:[.,]([0-9]{1,9}))?)?(?: ?([AP])[.]?M[.]?)?'
            '(?: ?(?:UTC|GMT)?(Z|UTC|GMT|WIB|WITA|WIT|[+-])(?:([0-9][0-9])(?::?([0-9][0-9]))?)?)?$'
        );
    end if;
    if clock is null or coalesce(clock[7] in ('+', '-'), false) <> (clock[8] is not null) then
        return null;
    end if;
    if clock[1] ~ '^[0-9]{4}[-/.][0-9][0-9]?[-/.][0-9][0-9]?$' then
        found := string_to_array(translate(clock[1], '/.', '--'), '-');
        year := found[1];
        month := found[2];
        day := found[3];
    elsif clock[1] ~ '[A-Z]' then
        found := regexp_match(clock[1], '^([A-Z]+)[.]? ([0-9][0-9]?),? ([0-9]{4})$');
        if found is null then
            found := regexp_match(clock[1], '^([0-9][0-9]?)[ -]([A-Z]+)[.]?,?[ -]([0-9]{4})$');
            found := array[found[2], found[1], found[3]];
        end if;
        month_name := ' ' || found[1] || '=';
        month := nullif(substr(months, nullif(strpos(months, month_name), 0) + length(month_name), 2), '');
        day := found[2];
        year := found[3];
        zone := local_zone;
    else
        found := regexp_match(clock[1], '^([0-9][0-9]?)[-/.]([0-9][0-9]?)[-/.]([0-9]{4})$');
        day := case day_order when 'day_first' then found[1] when 'month_first' then found[2] end;
        month := case day_order when 'day_first' then found[2] when 'month_first' then found[1] end;
        year := found[3];
    end if;
    hour := clock[2];
    if clock[6] is not null then
        hour := case when hour between 1 and 12 then hour % 12 + case clock[6] when 'P' then 12 else 0 end end;
    end if;
    if (
        year between 1900 and 2999 and month between 1 and 12 and day between 1 and 31
        and hour between 0 and 23 and clock[3]::integer < 60 and coalesce(clock[4]::integer, 0) < 60
        and coalesce(clock[8]::integer, 0) < 15 and coalesce(clock[9]::integer, 0) < 60
    ) is not true then
        return null;
    end if;
    if day > 28 and day > extract(day from make_date(year, month, 1) + interval '1 month - 1 day') then
        return null;
    end if;
    instant := make_timestamp(
        year, month, day, hour, clock[3]::integer,
        concat(coalesce(clock[4], '0'), '.', coalesce(clock[5], '0'))::double precision
    );
    if clock[7] is null then
        return instant at time zone zone;
    end if;
    ahead := case clock[7]
        when '+' then make_interval(hours => clock[8]::integer, mins => coalesce(clock[9], '0')::integer)
        when '-' then make_interval(hours => -clock[8]::integer, mins => -coalesce(clock[9], '0')::integer)
        when 'WIB' then interval '7 hours'
        when 'WITA' then interval '8 hours'
        when 'WIT' then interval '9 hours'
        else interval '0'
    end;
    return (instant - ahead) at time zone 'UTC';
end
$_$;

COMMENT ON FUNCTION staging.instant_or_null(written text, column_zone text, local_zone text, day_order text) IS 'The instant that a text gives, in the years from 1900 to 2999; null for any other text, and for a date that could be two.';

CREATE TABLE staging.submission (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    folder_city_code text,
    city_code_text text,
    city_name_text text,
    city_code text,
    cycle_text text,
    framework_hash_text text,
    framework_hash text NOT NULL,
    is_seal_valid boolean NOT NULL,
    received_at timestamp with time zone NOT NULL,
    deadline_at timestamp with time zone NOT NULL,
    rows_received integer NOT NULL,
    rows_read integer NOT NULL,
    is_simulated boolean NOT NULL,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    innovations_received integer DEFAULT 0 NOT NULL,
    innovations_read integer DEFAULT 0 NOT NULL,
    declared_city_code text,
    city_state text,
    city_reason text,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    is_clarifying boolean DEFAULT false NOT NULL,
    CONSTRAINT submission_city_state_check CHECK ((city_state = ANY (ARRAY['resolved'::text, 'regency'::text, 'ambiguous'::text, 'unknown'::text])))
);

COMMENT ON TABLE staging.submission IS 'One row per file of a cycle: what it declares beside what is expected; still to be checked.';

COMMENT ON COLUMN staging.submission.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.submission.file_hash IS 'The file.';

COMMENT ON COLUMN staging.submission.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN staging.submission.folder_city_code IS 'City whose drop folder it lay in; null outside one.';

COMMENT ON COLUMN staging.submission.city_code_text IS 'City code as written in the file.';

COMMENT ON COLUMN staging.submission.city_name_text IS 'City name as written in the file.';

COMMENT ON COLUMN staging.submission.city_code IS 'BPS code of the city that it is from; null where the code written is no city of the cycle.';

COMMENT ON COLUMN staging.submission.cycle_text IS 'Cycle as written in the file.';

COMMENT ON COLUMN staging.submission.framework_hash_text IS 'Framework hash as written in the file.';

COMMENT ON COLUMN staging.submission.framework_hash IS 'Hash of the primary framework frozen for the cycle.';

COMMENT ON COLUMN staging.submission.is_seal_valid IS 'The seal is the signature of the secretariat over the city that the file is from, its cycle and framework hash.';

COMMENT ON COLUMN staging.submission.received_at IS 'When it was delivered.';

COMMENT ON COLUMN staging.submission.deadline_at IS 'First instant at which a file of this city is late, extensions included.';

COMMENT ON COLUMN staging.submission.rows_received IS 'Answered rows, counted independently.';

COMMENT ON COLUMN staging.submission.rows_read IS 'Answered rows that the loader read.';

COMMENT ON COLUMN staging.submission.is_simulated IS 'The file declares itself simulated.';

COMMENT ON COLUMN staging.submission.unreadable_rule IS 'Why it could not be opened; null if it could.';

COMMENT ON COLUMN staging.submission.unreadable_sheet IS 'Sheet at fault.';

COMMENT ON COLUMN staging.submission.unreadable_cell IS 'Cell at fault.';

COMMENT ON COLUMN staging.submission.unreadable_found IS 'What was found there.';

COMMENT ON COLUMN staging.submission.innovations_received IS 'Rows of the list of innovations, counted independently.';

COMMENT ON COLUMN staging.submission.innovations_read IS 'Rows of the list of innovations that the loader read.';

COMMENT ON COLUMN staging.submission.declared_city_code IS 'BPS code of the city that code and name written mean, of the cycle or not; null unless city_state is resolved.';

COMMENT ON COLUMN staging.submission.city_state IS 'Whether code and name written mean one city: resolved, regency, ambiguous or unknown; null where the file could not be read.';

COMMENT ON COLUMN staging.submission.city_reason IS 'Why: name_and_code, name, code or confirmed (resolved); regency; shared_name, two_registers or code_and_name (ambiguous); unknown_name, unknown_code or nothing_written (unknown).';

COMMENT ON COLUMN staging.submission.seen_at IS 'When the pipeline saw the delivery: tickets that were open then are what it may answer.';

COMMENT ON COLUMN staging.submission.is_clarifying IS 'The file came in the phase clarification, after the deadline of its city, which had open tickets: it counts for their cells alone.';

CREATE FUNCTION staging.is_asked(file staging.submission, asked_layer text, asked_subject text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select
        not file.is_clarifying
        or exists (
            select
            from quality.tickets_open_at(file.cycle_year, file.city_code, file.seen_at) as ticket
            where ticket.layer = asked_layer and ticket.subject = asked_subject
        )
$$;

COMMENT ON FUNCTION staging.is_asked(file staging.submission, asked_layer text, asked_subject text) IS 'True unless the file is a clarifying one and had no open ticket about this when it was seen.';

CREATE FUNCTION staging.is_jump(value double precision, earlier double precision, points double precision, factor double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select
        coalesce(abs(value - earlier) > points, false)
        or coalesce(value > 0 and earlier > 0 and greatest(value, earlier) > factor * least(value, earlier), false)
$$;

COMMENT ON FUNCTION staging.is_jump(value double precision, earlier double precision, points double precision, factor double precision) IS 'A value and its earlier value differ by more than so many units, or by more than this factor.';

CREATE FUNCTION staging.is_strange(value double precision, median double precision, deviation double precision, deviations double precision, earlier double precision, points double precision, factor double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select coalesce(abs(value - median) > deviations * deviation, false) or staging.is_jump(value, earlier, points, factor)
$$;

COMMENT ON FUNCTION staging.is_strange(value double precision, median double precision, deviation double precision, deviations double precision, earlier double precision, points double precision, factor double precision) IS 'A value is an outlier of its class or a jump from its earlier value.';

CREATE FUNCTION staging.number_or_null(written text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    select case when trim(written) ~ '^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$' then trim(written)::double precision end
$_$;

COMMENT ON FUNCTION staging.number_or_null(written text) IS 'A plain number with a decimal point, or null.';

CREATE FUNCTION staging.parse_number(written text, valid_min double precision, valid_max double precision, is_number boolean DEFAULT false, is_percent boolean DEFAULT NULL::boolean, OUT value double precision, OUT status text, OUT rule text) RETURNS record
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $_$
declare
    words text;        -- what was written, lower case, every kind of space one space, of minus '-', of digit 0-9
    typed text;        -- the same with the digits and signs of other scripts as they were typed
    plain text;        -- the same in the plain letters of Unicode, as rkci.intake.missing has the words
    digits text;       -- the number without sign, unit word and spaces between thousands
    parts text[];      -- the two sides of a single separator
    factor numeric := 1;
    suffix text := '';
    is_negative boolean;
    has_spaces boolean;
    as_decimal numeric;
    as_thousands numeric;
    lowest double precision := coalesce(valid_min, '-infinity');
    highest double precision := coalesce(valid_max, 'infinity');
begin
    if is_number then
        value := written::double precision;
        status := 'reported';
        rule := 'number_cell';
        return;
    end if;
    words := regexp_replace(written, '[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\n\r]', ' ', 'g');
    words := translate(words, E'\u2212\u2010\u2011\u200b\u200e\u200f\u2066\u2069\ufeff', '---');
    typed := lower(btrim(regexp_replace(words, ' +', ' ', 'g')));
    if typed ~ E'^[\u2013\u2014] ?[0-9.,]' then
        typed := '-' || substr(typed, 2); -- a dash before a number is its minus
    end if;
    words := translate(
        typed,
        '٠١٢٣٤٥٦٧٨٩' || '۰۱۲۳۴۵۶۷۸۹' || '０１２３４５６７８９' || '٫٬٪，．％－＋',
        '0123456789' || '0123456789' || '0123456789' || ',.%,.%-+'
    );
    -- missing and not applicable are answers, and two different ones; what may as well mean zero is asked back
    plain := btrim(regexp_replace(normalize(typed, nfkc), ' +', ' ', 'g'));
    status := case
        when plain in ('', '-', '--', '---', '...', '....', 'n/a', '#n/a', 'na', 'n.a.', 'n.a', '<na>', 'null', '(null)',
            'undefined', 'no data', 'not available', 'tidak ada data', 'data tidak ada', 'belum ada data',
            'data belum ada', 'tidak tersedia', 'data tidak tersedia', 'belum tersedia', 'data belum tersedia')
            then 'missing'
        when plain in ('tap', 't.a.p', 't.a.p.', 'tidak berlaku', 'tidak dapat diterapkan', 'not applicable')
            then 'not_applicable'
    end;
    if status is not null then
        rule := status || '_words';
        return;
    elsif plain in (E'\u2013', E'\u2014', 'tidak ada', 'tdk ada', 'belum ada', 'nihil', 'nil', 'none') then
        status := 'unreadable';
        rule := 'may_mean_zero';
        return;
    end if;
    -- yes and no, where 0 and 1 are the range
    if words in ('ya', 'yes', 'ada', 'sudah', 'true', 'tidak', 'no', 'belum', 'false') then
        if valid_min = 0 and valid_max = 1 then
            value := (words in ('ya', 'yes', 'ada', 'sudah', 'true'))::integer;
            status := 'reported';
            rule := 'yes_no';
        else
            status := 'unreadable';
            rule := 'yes_no_for_a_number';
        end if;
        return;
    end if;
    -- from here on it is unreadable unless it turns out to be one number
    status := 'unreadable';
    if words ~ '^[+-]?(inf(inity)?|nan|∞)$' then
        rule := 'not_finite';
        return;
    elsif words ~ '^#' then
        rule := 'spreadsheet_error';
        return;
    elsif words ~ '^=' then
        rule := 'formula_without_result';
        return;
    elsif length(words) > 60 or words !~ '^[+-]? ?[0-9.,]' then
        rule := 'not_a_number';
        return;
    elsif words ~ '^[+-]?[0-9]+([.][0-9]+)?e[+-]?[0-9]{1,3}$' then
        as_decimal := words::numeric;
        rule := 'scientific';
    else
        -- sign, then a unit word
        is_negative := words like '-%';
        digits := btrim(ltrim(words, '+-'));
        if digits ~ '[0-9.,] ?%$' then
            digits := btrim(digits, '% ');
            suffix := '_percent';
        elsif digits ~ '[0-9.,] ?(persen|ribu|rb|juta|jt|miliar|milyar|triliun)$' then
            suffix := substring(digits from '[a-z]+$');
            digits := btrim(regexp_replace(digits, '[a-z]+$', ''));
            factor := case
                when suffix in ('ribu', 'rb') then 1e3
                when suffix in ('juta', 'jt') then 1e6
                when suffix in ('miliar', 'milyar') then 1e9
                when suffix = 'triliun' then 1e12
                else 1
            end;
            suffix := case when suffix = 'persen' then '_percent' else '_' || suffix end;
        end if;
        if is_negative then
            factor := -factor;
        end if;
        -- spaces between thousands
        has_spaces := digits ~ '^[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?$';
        if has_spaces then
            digits := replace(digits, ' ', '');
        end if;
        if digits ~ '^[0-9]+$' then
            as_decimal := digits::numeric;
            rule := case when has_spaces then 'spaced_thousands' else 'plain' end;
        elsif digits ~ '^[0-9]{1,3}([.][0-9]{3})+,[0-9]+$' then
            as_decimal := replace(replace(digits, '.', ''), ',', '.')::numeric;
            rule := 'point_thousands_comma_decimal';
        elsif digits ~ '^[0-9]{1,3}(,[0-9]{3})+[.][0-9]+$' then
            as_decimal := replace(digits, ',', '')::numeric;
            rule := 'comma_thousands_point_decimal';
        elsif digits ~ '^[0-9]{1,3}([.][0-9]{3}){2,}$' or digits ~ '^[0-9]{1,3}(,[0-9]{3}){2,}$' then
            as_decimal := translate(digits, '.,', '')::numeric;
            rule := 'thousands';
        elsif digits ~ '^[0-9]*[.,][0-9]+$' then
            parts := regexp_split_to_array(digits, '[.,]');
            as_decimal := (parts[1] || '.' || parts[2])::numeric;
            rule := case when digits ~ ',' then 'comma_decimal' else 'point_decimal' end;
            if parts[1] ~ '^[1-9][0-9]{0,2}$' and parts[2] ~ '^[0-9]{3}$' and not has_spaces then
                -- 1.234 or 1234: only the range can tell, and only if it admits one of them
                as_thousands := (parts[1] || parts[2])::numeric;
                case
                    when (as_thousands * factor between lowest and highest)
                        = (as_decimal * factor between lowest and highest)
                    then
                        rule := 'ambiguous_separator';
                        return;
                    when as_thousands * factor between lowest and highest then
                        as_decimal := as_thousands;
                        rule := 'thousands_by_range';
                    else
                        rule := rule || '_by_range';
                end case;
            end if;
        else
            rule := 'not_a_number';
            return;
        end if;
        if suffix = '_percent' and not is_percent then
            rule := 'percent_of_another_unit';
            return;
        end if;
        as_decimal := as_decimal * factor;
        rule := rule || suffix;
    end if;
    if words <> typed then
        rule := rule || '_other_digits';
    end if;
    if as_decimal <> 0 and abs(as_decimal) not between 1e-300 and 1e300 then
        rule := 'not_finite';
        return;
    end if;
    value := as_decimal;
    status := 'reported';
end
$_$;

COMMENT ON FUNCTION staging.parse_number(written text, valid_min double precision, valid_max double precision, is_number boolean, is_percent boolean, OUT value double precision, OUT status text, OUT rule text) IS 'An answer as written: value, status (reported, missing, not_applicable, unreadable), and the rule that read it.';

CREATE FUNCTION staging.text_or_null(written text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select nullif(btrim(written, E' \t\n\r\u00a0'), '')
$$;

COMMENT ON FUNCTION staging.text_or_null(written text) IS 'A text without the blanks around it; null where it is blank.';

CREATE AGGREGATE core.common_multiple(number bigint) (
    SFUNC = pg_catalog.lcm,
    STYPE = bigint,
    INITCOND = '1'
);

COMMENT ON AGGREGATE core.common_multiple(number bigint) IS 'Least common multiple of the numbers; 1 of none.';

CREATE AGGREGATE core.product(factor double precision) (
    SFUNC = float8mul,
    STYPE = double precision,
    INITCOND = '1'
);

COMMENT ON AGGREGATE core.product(factor double precision) IS 'Product of the factors; 1 of none.';

CREATE AGGREGATE core.whole_sum(number bigint) (
    SFUNC = int8pl,
    STYPE = bigint,
    COMBINEFUNC = int8pl,
    PARALLEL = safe
);

COMMENT ON AGGREGATE core.whole_sum(number bigint) IS 'Sum that is refused beyond a bigint: sum() counts in 128 bits, at several times the cost.';

CREATE AGGREGATE scoring.weighted_sum(value double precision[], weight double precision) (
    SFUNC = scoring.add_weighted,
    STYPE = double precision[],
    INITCOND = '{}'
);

COMMENT ON AGGREGATE scoring.weighted_sum(value double precision[], weight double precision) IS 'Weighted sum of vectors, element by element; null where every one is missing.';

CREATE AGGREGATE scoring.whole(place integer[], part double precision[]) (
    SFUNC = scoring.put_part,
    STYPE = double precision[],
    INITCOND = '{}'
);

COMMENT ON AGGREGATE scoring.whole(place integer[], part double precision[]) IS 'The parts that scoring.parts cut, in one vector again.';

CREATE TABLE core.assessment (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    assessor text NOT NULL,
    reader integer NOT NULL,
    level integer NOT NULL,
    reason text,
    evidence_seen text,
    read_at timestamp with time zone,
    is_simulated boolean NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL
);

COMMENT ON TABLE core.assessment IS 'The level that counts of each assessor and maturity question of a city: the newest that was not refused.';

COMMENT ON COLUMN core.assessment.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.assessment.city_code IS 'BPS code.';

COMMENT ON COLUMN core.assessment.indicator_code IS 'Maturity question.';

COMMENT ON COLUMN core.assessment.assessor IS 'Assessor.';

COMMENT ON COLUMN core.assessment.reader IS '1, 2, 3: in the order in which the assessors first delivered a level for this question.';

COMMENT ON COLUMN core.assessment.level IS 'Level 1 to 5.';

COMMENT ON COLUMN core.assessment.reason IS 'Reason; null where none is given.';

COMMENT ON COLUMN core.assessment.evidence_seen IS 'Evidence that the assessor saw; null where none is given.';

COMMENT ON COLUMN core.assessment.read_at IS 'When the answer was read.';

COMMENT ON COLUMN core.assessment.is_simulated IS 'True for a simulated assessment.';

COMMENT ON COLUMN core.assessment.file_hash IS 'File that it came in.';

COMMENT ON COLUMN core.assessment.sheet IS 'Sheet.';

COMMENT ON COLUMN core.assessment.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN core.assessment.cell IS 'Cell of the level.';

CREATE TABLE core.city (
    city_code text NOT NULL,
    kemendagri_code text NOT NULL,
    city_name text NOT NULL,
    province text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    area_km2 double precision NOT NULL,
    is_autonomous boolean NOT NULL,
    namesake_regency_code text,
    source text NOT NULL
);

COMMENT ON TABLE core.city IS 'The register of the 98 kota.';

COMMENT ON COLUMN core.city.city_code IS 'BPS code, four digits: the key of a city everywhere.';

COMMENT ON COLUMN core.city.kemendagri_code IS 'Code of the Ministry of Home Affairs, nn.nn.';

COMMENT ON COLUMN core.city.city_name IS 'Official name, beginning with Kota.';

COMMENT ON COLUMN core.city.province IS 'Province.';

COMMENT ON COLUMN core.city.latitude IS 'Degrees north.';

COMMENT ON COLUMN core.city.longitude IS 'Degrees east.';

COMMENT ON COLUMN core.city.area_km2 IS 'Area in square kilometres.';

COMMENT ON COLUMN core.city.is_autonomous IS 'True for the 93 cities that take part.';

COMMENT ON COLUMN core.city.namesake_regency_code IS 'BPS code of the regency of the same name, where there is one.';

COMMENT ON COLUMN core.city.source IS 'Source of the row.';

CREATE TABLE core.city_name (
    written_name text NOT NULL,
    city_code text NOT NULL,
    name_key text NOT NULL,
    source text NOT NULL
);

COMMENT ON TABLE core.city_name IS 'Spellings of the names of the cities as found in the wild, beside the official ones of core.city.';

COMMENT ON COLUMN core.city_name.written_name IS 'The name as it was found.';

COMMENT ON COLUMN core.city_name.city_code IS 'BPS code of the city that is meant.';

COMMENT ON COLUMN core.city_name.name_key IS 'The name stripped to its letters and digits, without the word Kota.';

COMMENT ON COLUMN core.city_name.source IS 'Where it was found.';

CREATE TABLE core.cycle_city (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    population double precision NOT NULL,
    population_year integer NOT NULL,
    population_source text NOT NULL,
    class_code text NOT NULL
);

COMMENT ON TABLE core.cycle_city IS 'The cities of a cycle with the population frozen at its opening and the class that follows.';

COMMENT ON COLUMN core.cycle_city.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_city.city_code IS 'BPS code.';

COMMENT ON COLUMN core.cycle_city.population IS 'Frozen population, persons.';

COMMENT ON COLUMN core.cycle_city.population_year IS 'Year of that population.';

COMMENT ON COLUMN core.cycle_city.population_source IS 'Source of that population.';

COMMENT ON COLUMN core.cycle_city.class_code IS 'besar, sedang or kecil, by the edges in cycle.yaml.';

CREATE TABLE ops.cycle (
    cycle_year integer NOT NULL,
    title text NOT NULL,
    population_year integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    submission_opens_at timestamp with time zone NOT NULL,
    submission_closes_at timestamp with time zone NOT NULL,
    is_demo boolean NOT NULL,
    calendar_hash text DEFAULT ''::text NOT NULL,
    declaration jsonb,
    timezone text DEFAULT 'Asia/Jakarta'::text NOT NULL,
    clarification_opens_at timestamp with time zone,
    clarification_closes_at timestamp with time zone
);

COMMENT ON TABLE ops.cycle IS 'One row per rating cycle, written when the cycle opens.';

COMMENT ON COLUMN ops.cycle.cycle_year IS 'Year of the cycle, its key everywhere.';

COMMENT ON COLUMN ops.cycle.title IS 'Title of the cycle as people read it.';

COMMENT ON COLUMN ops.cycle.population_year IS 'Year of the population that was frozen to make the classes.';

COMMENT ON COLUMN ops.cycle.opened_at IS 'When cycle_open froze the cycle.';

COMMENT ON COLUMN ops.cycle.submission_opens_at IS 'First instant at which a submission counts.';

COMMENT ON COLUMN ops.cycle.submission_closes_at IS 'First instant at which a submission is late.';

COMMENT ON COLUMN ops.cycle.is_demo IS 'True if cycle.yaml says that the cycle is a demo: it may be simulated, and frozen anew.';

COMMENT ON COLUMN ops.cycle.calendar_hash IS 'SHA-256 of the declaration in JSON with sorted keys, at the moment of freezing.';

COMMENT ON COLUMN ops.cycle.declaration IS 'All of cycle.yaml at the moment of freezing, every scalar as text; null for a cycle that was opened before this column was there.';

COMMENT ON COLUMN ops.cycle.timezone IS 'IANA name of the time zone in which the cycle lives: days, deadlines and what people are told.';

COMMENT ON COLUMN ops.cycle.clarification_opens_at IS 'First instant of the phase clarification; null in a cycle that has none.';

COMMENT ON COLUMN ops.cycle.clarification_closes_at IS 'First instant after the phase clarification; null in a cycle that has none.';

CREATE VIEW core.class_change AS
 WITH ordered AS (
         SELECT cycle.cycle_year,
            row_number() OVER (ORDER BY cycle.cycle_year) AS place
           FROM ops.cycle
        )
 SELECT city.city_code,
    city.city_name,
    earlier.cycle_year AS from_cycle_year,
    earlier.class_code AS from_class_code,
    earlier.population AS from_population,
    earlier.population_year AS from_population_year,
    earlier.population_source AS from_population_source,
    later.cycle_year AS to_cycle_year,
    later.class_code AS to_class_code,
    later.population AS to_population,
    later.population_year AS to_population_year,
    later.population_source AS to_population_source
   FROM ((((ordered cycle_before
     JOIN ordered cycle_after ON ((cycle_after.place = (cycle_before.place + 1))))
     JOIN core.cycle_city earlier ON ((earlier.cycle_year = cycle_before.cycle_year)))
     JOIN core.cycle_city later ON (((later.cycle_year = cycle_after.cycle_year) AND (later.city_code = earlier.city_code))))
     JOIN core.city city ON ((city.city_code = earlier.city_code)))
  WHERE (later.class_code <> earlier.class_code);

COMMENT ON VIEW core.class_change IS 'One row per city whose class differs between a cycle and the next one, with the populations that were frozen for both.';

CREATE TABLE core.cycle_domain (
    cycle_year integer NOT NULL,
    domain_code text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL
);

COMMENT ON TABLE core.cycle_domain IS 'The dimensions of the primary framework as frozen when the cycle opened: the domains of innovations.';

COMMENT ON COLUMN core.cycle_domain.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_domain.domain_code IS 'Node of the framework.';

COMMENT ON COLUMN core.cycle_domain.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN core.cycle_domain.name_en IS 'Name in English.';

CREATE TABLE core.cycle_indicator (
    cycle_year integer NOT NULL,
    indicator_code text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    unit text NOT NULL,
    source text NOT NULL,
    value_kind text NOT NULL,
    valid_min double precision,
    valid_max double precision,
    is_required boolean NOT NULL,
    evidence text
);

COMMENT ON TABLE core.cycle_indicator IS 'The indicators of the primary framework as frozen when the cycle opened: what intake checks against.';

COMMENT ON COLUMN core.cycle_indicator.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_indicator.indicator_code IS 'Indicator.';

COMMENT ON COLUMN core.cycle_indicator.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN core.cycle_indicator.name_en IS 'Name in English.';

COMMENT ON COLUMN core.cycle_indicator.unit IS 'Unit.';

COMMENT ON COLUMN core.cycle_indicator.source IS 'official, submitted, survey or visit.';

COMMENT ON COLUMN core.cycle_indicator.value_kind IS 'number, percent, boolean or maturity, by the unit.';

COMMENT ON COLUMN core.cycle_indicator.valid_min IS 'Smallest possible value; null if none.';

COMMENT ON COLUMN core.cycle_indicator.valid_max IS 'Largest possible value; null if none.';

COMMENT ON COLUMN core.cycle_indicator.is_required IS 'A city must answer it.';

COMMENT ON COLUMN core.cycle_indicator.evidence IS 'Evidence asked for.';

CREATE TABLE core.cycle_maturity (
    cycle_year integer NOT NULL,
    indicator_code text NOT NULL,
    level integer NOT NULL,
    statement_id text NOT NULL,
    statement_en text NOT NULL,
    evidence_id text NOT NULL,
    evidence_en text NOT NULL,
    provenance text NOT NULL,
    CONSTRAINT cycle_maturity_level_check CHECK (((level >= 1) AND (level <= 5)))
);

COMMENT ON TABLE core.cycle_maturity IS 'The levels of the maturity indicators of the primary framework as frozen when the cycle opened.';

COMMENT ON COLUMN core.cycle_maturity.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_maturity.indicator_code IS 'Maturity indicator.';

COMMENT ON COLUMN core.cycle_maturity.level IS '1 to 5.';

COMMENT ON COLUMN core.cycle_maturity.statement_id IS 'What is true of a city at this level, in Indonesian.';

COMMENT ON COLUMN core.cycle_maturity.statement_en IS 'The same in English.';

COMMENT ON COLUMN core.cycle_maturity.evidence_id IS 'Evidence that the level requires, in Indonesian; empty at level 1.';

COMMENT ON COLUMN core.cycle_maturity.evidence_en IS 'The same in English.';

COMMENT ON COLUMN core.cycle_maturity.provenance IS 'Where statement and evidence come from.';

CREATE TABLE core.cycle_penalty (
    cycle_year integer NOT NULL,
    indicator_code text NOT NULL,
    direction integer NOT NULL,
    worst double precision,
    share double precision,
    CONSTRAINT cycle_penalty_check CHECK (((worst IS NOT NULL) OR (share IS NOT NULL))),
    CONSTRAINT cycle_penalty_direction_check CHECK ((direction = ANY (ARRAY[1, '-1'::integer]))),
    CONSTRAINT cycle_penalty_share_check CHECK ((share > (0)::double precision))
);

COMMENT ON TABLE core.cycle_penalty IS 'What a disproved claim costs by the primary framework (disproved_claims) as frozen when the cycle opened; no row where it costs nothing.';

COMMENT ON COLUMN core.cycle_penalty.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_penalty.indicator_code IS 'Indicator that cities claim.';

COMMENT ON COLUMN core.cycle_penalty.direction IS '1 where more is better, -1 where less is: a claim is disproved where what was found is worse.';

COMMENT ON COLUMN core.cycle_penalty.worst IS 'Value beyond which no penalty goes, in the unit of the indicator; null if nothing stops it.';

COMMENT ON COLUMN core.cycle_penalty.share IS 'Share of the distance between claim and finding that is taken off what was found; null: down to the worst value.';

CREATE TABLE core.cycle_plausibility (
    cycle_year integer NOT NULL,
    indicator_code text NOT NULL,
    min_peers integer,
    outlier_deviations double precision,
    middle_deviations double precision,
    jump_points double precision,
    jump_factor double precision,
    official_code text,
    official_tolerance_pct double precision,
    copied_characters integer
);

COMMENT ON TABLE core.cycle_plausibility IS 'How far a submitted answer may be from its peers, from earlier years and from official statistics before it is asked about; frozen when the cycle opens.';

COMMENT ON COLUMN core.cycle_plausibility.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_plausibility.indicator_code IS 'Indicator.';

COMMENT ON COLUMN core.cycle_plausibility.min_peers IS 'Fewest answers of the class that a comparison within it needs; null where cities are not compared.';

COMMENT ON COLUMN core.cycle_plausibility.outlier_deviations IS 'Deviations (1.4826 times the median absolute deviation) from the median of the class beyond which an answer is an outlier.';

COMMENT ON COLUMN core.cycle_plausibility.middle_deviations IS 'Deviations from the median of the class within which an answer lies in its middle.';

COMMENT ON COLUMN core.cycle_plausibility.jump_points IS 'Largest change from the earlier value in units of the indicator; null where none is declared.';

COMMENT ON COLUMN core.cycle_plausibility.jump_factor IS 'Largest quotient of the value and the earlier value, either way; null where none is declared.';

COMMENT ON COLUMN core.cycle_plausibility.official_code IS 'Official statistic that measures the same thing; null where there is none.';

COMMENT ON COLUMN core.cycle_plausibility.official_tolerance_pct IS 'Largest difference from the official value of the same year, in per cent of it.';

COMMENT ON COLUMN core.cycle_plausibility.copied_characters IS 'Shortest evidence or note that no two cities write alike by chance.';

CREATE TABLE core.cycle_relation (
    cycle_year integer NOT NULL,
    relation_code text NOT NULL,
    kind text NOT NULL,
    whole_code text NOT NULL,
    part_codes text[] NOT NULL,
    tolerance double precision NOT NULL,
    CONSTRAINT cycle_relation_kind_check CHECK ((kind = ANY (ARRAY['part'::text, 'sum'::text, 'requires'::text])))
);

COMMENT ON TABLE core.cycle_relation IS 'What answers to several questions have to do with one another; frozen when the cycle opens.';

COMMENT ON COLUMN core.cycle_relation.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_relation.relation_code IS 'Name of the relation.';

COMMENT ON COLUMN core.cycle_relation.kind IS 'part: the parts together are at most the whole; sum: they add up to it; requires: a part above 0 needs a whole above 0.';

COMMENT ON COLUMN core.cycle_relation.whole_code IS 'Indicator of the whole.';

COMMENT ON COLUMN core.cycle_relation.part_codes IS 'Indicators of the parts.';

COMMENT ON COLUMN core.cycle_relation.tolerance IS 'Difference that rounding explains, in the unit of the whole.';

CREATE TABLE core.cycle_unit (
    cycle_year integer NOT NULL,
    unit text NOT NULL,
    written text NOT NULL,
    factor double precision NOT NULL,
    CONSTRAINT cycle_unit_factor_check CHECK ((factor > (0)::double precision))
);

COMMENT ON TABLE core.cycle_unit IS 'Unit words that may stand behind a number, by the unit that the indicator asks for; frozen when the cycle opens.';

COMMENT ON COLUMN core.cycle_unit.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.cycle_unit.unit IS 'Unit of the indicator.';

COMMENT ON COLUMN core.cycle_unit.written IS 'What cities write behind the number, in lower case with single spaces.';

COMMENT ON COLUMN core.cycle_unit.factor IS 'The value is the number written times this.';

CREATE TABLE core.indicator_value (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    origin text NOT NULL,
    value double precision,
    standard_error double precision,
    status text NOT NULL,
    year integer,
    is_simulated boolean NOT NULL,
    file_hash text NOT NULL,
    sheet text,
    cell text,
    CONSTRAINT indicator_value_origin_check CHECK ((origin = ANY (ARRAY['submitted'::text, 'assessed'::text, 'survey'::text, 'visit'::text, 'objection'::text]))),
    CONSTRAINT indicator_value_status_check CHECK ((status = ANY (ARRAY['reported'::text, 'missing'::text, 'not_applicable'::text])))
);

COMMENT ON TABLE core.indicator_value IS 'One accepted value per city, indicator and origin within a cycle; official statistics stand in core.official_statistic.';

COMMENT ON COLUMN core.indicator_value.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.indicator_value.city_code IS 'BPS code.';

COMMENT ON COLUMN core.indicator_value.indicator_code IS 'Indicator.';

COMMENT ON COLUMN core.indicator_value.origin IS 'submitted (what the city claims), assessed (the level of a maturity answer that its readers came to), survey, visit or objection (what a city objected with and was granted).';

COMMENT ON COLUMN core.indicator_value.value IS 'Value in the unit of the indicator; null unless status is reported.';

COMMENT ON COLUMN core.indicator_value.standard_error IS 'Standard error of a survey estimate; null for the others.';

COMMENT ON COLUMN core.indicator_value.status IS 'reported, missing or not_applicable: three different things.';

COMMENT ON COLUMN core.indicator_value.year IS 'Year that the value describes.';

COMMENT ON COLUMN core.indicator_value.is_simulated IS 'True for a simulated value.';

COMMENT ON COLUMN core.indicator_value.file_hash IS 'File that it came in.';

COMMENT ON COLUMN core.indicator_value.sheet IS 'Sheet, where there is one.';

COMMENT ON COLUMN core.indicator_value.cell IS 'Cell, where there is one.';

CREATE TABLE core.innovation (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    name text NOT NULL,
    domain_code text,
    what_it_does text,
    since_year integer,
    users text,
    evidence text,
    is_simulated boolean NOT NULL
);

COMMENT ON TABLE core.innovation IS 'The inventory of innovations and programmes: those of the newest accepted file of each city.';

COMMENT ON COLUMN core.innovation.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.innovation.city_code IS 'BPS code.';

COMMENT ON COLUMN core.innovation.file_hash IS 'File that it came in.';

COMMENT ON COLUMN core.innovation.sheet IS 'Sheet.';

COMMENT ON COLUMN core.innovation.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN core.innovation.name IS 'Name.';

COMMENT ON COLUMN core.innovation.domain_code IS 'Domain (a dimension of the framework); null where none was chosen.';

COMMENT ON COLUMN core.innovation.what_it_does IS 'What it does, as the city says.';

COMMENT ON COLUMN core.innovation.since_year IS 'Year in which it started; null where none is given.';

COMMENT ON COLUMN core.innovation.users IS 'Who uses it and how many, as the city says.';

COMMENT ON COLUMN core.innovation.evidence IS 'Evidence.';

COMMENT ON COLUMN core.innovation.is_simulated IS 'The file declares itself simulated.';

CREATE TABLE core.nominee (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    class_code text NOT NULL,
    place integer NOT NULL,
    score double precision,
    rank_low integer,
    rank_high integer,
    probability_in double precision,
    run_id bigint,
    decision_id bigint
);

COMMENT ON TABLE core.nominee IS 'The cities that a person approved as nominees: they are surveyed, visited and ranked first.';

COMMENT ON COLUMN core.nominee.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.nominee.city_code IS 'BPS code.';

COMMENT ON COLUMN core.nominee.class_code IS 'Class.';

COMMENT ON COLUMN core.nominee.place IS 'Place on the shortlist of its class, from 1.';

COMMENT ON COLUMN core.nominee.score IS 'Score of the first stage when it was proposed.';

COMMENT ON COLUMN core.nominee.rank_low IS 'Best place to expect; null without an uncertainty run.';

COMMENT ON COLUMN core.nominee.rank_high IS 'Worst place to expect; null without an uncertainty run.';

COMMENT ON COLUMN core.nominee.probability_in IS 'Probability of a place not after that of the last city in; null without an uncertainty run.';

COMMENT ON COLUMN core.nominee.run_id IS 'Scoring run that the proposal came from; it may be replaced since.';

COMMENT ON COLUMN core.nominee.decision_id IS 'The approval in ops.decision, whose rows stay for ever: who, when and why.';

CREATE TABLE core.objection (
    objection_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    claimed_value double precision NOT NULL,
    reason text NOT NULL,
    evidence text,
    received_at timestamp with time zone NOT NULL,
    is_simulated boolean NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    cell text NOT NULL
);

COMMENT ON TABLE core.objection IS 'The objection that counts of each city and indicator: the one that was decided, else the newest that was not refused.';

COMMENT ON COLUMN core.objection.objection_id IS 'Number of the objection.';

COMMENT ON COLUMN core.objection.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.objection.city_code IS 'BPS code of the city that objects.';

COMMENT ON COLUMN core.objection.indicator_code IS 'Indicator objected to.';

COMMENT ON COLUMN core.objection.claimed_value IS 'Value that the city claims, in the unit of the indicator.';

COMMENT ON COLUMN core.objection.reason IS 'Why.';

COMMENT ON COLUMN core.objection.evidence IS 'Evidence that the city names; null where none is.';

COMMENT ON COLUMN core.objection.received_at IS 'When it was delivered.';

COMMENT ON COLUMN core.objection.is_simulated IS 'True for a simulated objection.';

COMMENT ON COLUMN core.objection.file_hash IS 'File that it came in.';

COMMENT ON COLUMN core.objection.sheet IS 'Sheet.';

COMMENT ON COLUMN core.objection.cell IS 'Cell of the claimed value.';

CREATE TABLE core.objection_decision (
    objection_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    decision_id bigint NOT NULL,
    outcome text NOT NULL,
    value double precision,
    reason text NOT NULL,
    decided_by text NOT NULL,
    second_by text NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT objection_decision_check CHECK ((lower(decided_by) <> lower(second_by))),
    CONSTRAINT objection_decision_check1 CHECK (((outcome = 'accepted'::text) = (value IS NOT NULL))),
    CONSTRAINT objection_decision_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text])))
);

COMMENT ON TABLE core.objection_decision IS 'What two people decided on an objection, append-only; the same stands in ops.decision.';

COMMENT ON COLUMN core.objection_decision.objection_id IS 'Objection: decided once.';

COMMENT ON COLUMN core.objection_decision.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.objection_decision.decision_id IS 'Its row in ops.decision.';

COMMENT ON COLUMN core.objection_decision.outcome IS 'accepted or rejected.';

COMMENT ON COLUMN core.objection_decision.value IS 'Value that scores from now on, in the unit of the indicator; null if rejected.';

COMMENT ON COLUMN core.objection_decision.reason IS 'Reason, which the city reads.';

COMMENT ON COLUMN core.objection_decision.decided_by IS 'Who decided.';

COMMENT ON COLUMN core.objection_decision.second_by IS 'Who confirmed it: another person.';

COMMENT ON COLUMN core.objection_decision.decided_at IS 'When.';

CREATE TABLE core.official_statistic (
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    year integer NOT NULL,
    value double precision NOT NULL,
    unit text NOT NULL,
    source text NOT NULL
);

COMMENT ON TABLE core.official_statistic IS 'One accepted official value per city, statistic and year.';

COMMENT ON COLUMN core.official_statistic.city_code IS 'BPS code.';

COMMENT ON COLUMN core.official_statistic.indicator_code IS 'Name of the statistic, shared with the frameworks.';

COMMENT ON COLUMN core.official_statistic.year IS 'Year that the value describes.';

COMMENT ON COLUMN core.official_statistic.value IS 'Value in the unit.';

COMMENT ON COLUMN core.official_statistic.unit IS 'Unit.';

COMMENT ON COLUMN core.official_statistic.source IS 'Source.';

CREATE TABLE core.population (
    city_code text NOT NULL,
    year integer NOT NULL,
    population double precision NOT NULL,
    source text NOT NULL
);

COMMENT ON TABLE core.population IS 'Population of a city in a year.';

COMMENT ON COLUMN core.population.city_code IS 'BPS code.';

COMMENT ON COLUMN core.population.year IS 'Year of the projection, mid-year.';

COMMENT ON COLUMN core.population.population IS 'Persons.';

COMMENT ON COLUMN core.population.source IS 'Source.';

CREATE TABLE core.regency (
    regency_code text NOT NULL,
    kemendagri_code text NOT NULL,
    regency_name text NOT NULL,
    province text NOT NULL,
    name_key text NOT NULL,
    source text NOT NULL
);

COMMENT ON TABLE core.regency IS 'The 416 regencies: no city, and known so that a code or a name of one is told from a city.';

COMMENT ON COLUMN core.regency.regency_code IS 'BPS code, four digits.';

COMMENT ON COLUMN core.regency.kemendagri_code IS 'Code of the Ministry of Home Affairs, nn.nn.';

COMMENT ON COLUMN core.regency.regency_name IS 'Official name, beginning with Kabupaten.';

COMMENT ON COLUMN core.regency.province IS 'Province.';

COMMENT ON COLUMN core.regency.name_key IS 'The name stripped to its letters and digits, without the word Kabupaten.';

COMMENT ON COLUMN core.regency.source IS 'Source of the row.';

CREATE TABLE core.submission (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    city_code text,
    revision integer,
    received_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    rule_id text,
    is_simulated boolean NOT NULL
);

COMMENT ON TABLE core.submission IS 'One row per submitted file: the newest accepted revision of a city counts, the others are superseded or rejected.';

COMMENT ON COLUMN core.submission.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.submission.file_hash IS 'The file.';

COMMENT ON COLUMN core.submission.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN core.submission.city_code IS 'BPS code; null where the file could not be attributed.';

COMMENT ON COLUMN core.submission.revision IS 'Number of the revision of that city in order of arrival, from 1; null for a rejected file.';

COMMENT ON COLUMN core.submission.received_at IS 'When it was delivered.';

COMMENT ON COLUMN core.submission.state IS 'accepted (one per city), clarifying (counts for cells with a ticket, before the accepted file), superseded or rejected.';

COMMENT ON COLUMN core.submission.rule_id IS 'Rule that rejected it; null if none.';

COMMENT ON COLUMN core.submission.is_simulated IS 'The file declares itself simulated.';

CREATE TABLE core.superseded_answer (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    layer text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL
);

COMMENT ON TABLE core.superseded_answer IS 'Rows of files that count in whose place a clarifying file gave a newer answer.';

COMMENT ON COLUMN core.superseded_answer.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.superseded_answer.file_hash IS 'File of the older answer.';

COMMENT ON COLUMN core.superseded_answer.layer IS 'row (an answer) or innovation.';

COMMENT ON COLUMN core.superseded_answer.sheet IS 'Sheet of the older answer.';

COMMENT ON COLUMN core.superseded_answer.row_number IS 'Row of the older answer.';

CREATE TABLE core.survey_estimate (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    item text NOT NULL,
    domain text NOT NULL,
    level text NOT NULL,
    statistic text NOT NULL,
    status text NOT NULL,
    estimate double precision,
    standard_error double precision,
    ci_low double precision,
    ci_high double precision,
    deff double precision,
    effective_n double precision,
    n bigint NOT NULL,
    df bigint,
    calibration text,
    is_simulated boolean NOT NULL,
    CONSTRAINT survey_estimate_domain_check CHECK ((domain = ANY (ARRAY['all'::text, 'age_group'::text, 'sex'::text]))),
    CONSTRAINT survey_estimate_statistic_check CHECK ((statistic = ANY (ARRAY['mean'::text, 'proportion'::text, 'total'::text]))),
    CONSTRAINT survey_estimate_status_check CHECK ((status = ANY (ARRAY['reported'::text, 'below_target'::text, 'suppressed'::text, 'not_surveyed'::text])))
);

COMMENT ON TABLE core.survey_estimate IS 'What the citizen survey estimates of a city, an item or indicator, and a domain of its residents.';

COMMENT ON COLUMN core.survey_estimate.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_estimate.city_code IS 'BPS code.';

COMMENT ON COLUMN core.survey_estimate.indicator_code IS 'Survey indicator.';

COMMENT ON COLUMN core.survey_estimate.item IS 'Item of the indicator; empty for the indicator itself, the mean of the items that a person answered.';

COMMENT ON COLUMN core.survey_estimate.domain IS 'all, age_group or sex.';

COMMENT ON COLUMN core.survey_estimate.level IS 'Which age group or sex; empty for all.';

COMMENT ON COLUMN core.survey_estimate.statistic IS 'mean (on 1 to 5, more is better), proportion (share of those favourable, by the threshold in cycle.yaml) or total (their number in the population).';

COMMENT ON COLUMN core.survey_estimate.status IS 'reported; below_target (too few answers in the city to count); suppressed (a cell too small to leave core); not_surveyed (no answers: no estimate, never a zero).';

COMMENT ON COLUMN core.survey_estimate.estimate IS 'Estimate; null where there is none.';

COMMENT ON COLUMN core.survey_estimate.standard_error IS 'Standard error by Taylor linearisation; null where the design shows no variance.';

COMMENT ON COLUMN core.survey_estimate.ci_low IS 'Lower end of the 95 per cent t interval.';

COMMENT ON COLUMN core.survey_estimate.ci_high IS 'Upper end of the 95 per cent t interval.';

COMMENT ON COLUMN core.survey_estimate.deff IS 'Design effect: variance over that of a simple random sample of the same size.';

COMMENT ON COLUMN core.survey_estimate.effective_n IS 'Answers of a simple random sample that would be as exact: n over the design effect.';

COMMENT ON COLUMN core.survey_estimate.n IS 'Answers that the estimate rests on.';

COMMENT ON COLUMN core.survey_estimate.df IS 'Degrees of freedom of the city''s design: sampled units less strata.';

COMMENT ON COLUMN core.survey_estimate.calibration IS 'Margins that the weights hold, per wave; none where they could not.';

COMMENT ON COLUMN core.survey_estimate.is_simulated IS 'True where any of the answers is simulated.';

CREATE TABLE core.survey_estimation (
    cycle_year integer NOT NULL,
    answers text NOT NULL,
    estimates text NOT NULL,
    estimated_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE core.survey_estimation IS 'One row per cycle: of which answers its survey estimates were made, and which they were.';

COMMENT ON COLUMN core.survey_estimation.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_estimation.answers IS 'What core.survey_answers_version() said before they were made.';

COMMENT ON COLUMN core.survey_estimation.estimates IS 'What core.survey_estimates_version() said afterwards.';

COMMENT ON COLUMN core.survey_estimation.estimated_at IS 'When they were made.';

CREATE TABLE core.survey_item (
    cycle_year integer NOT NULL,
    item text NOT NULL,
    "position" integer NOT NULL,
    indicator_code text NOT NULL,
    scale_min integer NOT NULL,
    scale_max integer NOT NULL,
    direction integer NOT NULL
);

COMMENT ON TABLE core.survey_item IS 'The questions of the cycle''s survey, from survey_items.csv of its framework.';

COMMENT ON COLUMN core.survey_item.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_item.item IS 'Item.';

COMMENT ON COLUMN core.survey_item."position" IS 'Its place in the arrays of answers, from 1.';

COMMENT ON COLUMN core.survey_item.indicator_code IS 'Survey indicator that it belongs to.';

COMMENT ON COLUMN core.survey_item.scale_min IS 'Lowest answer.';

COMMENT ON COLUMN core.survey_item.scale_max IS 'Highest answer.';

COMMENT ON COLUMN core.survey_item.direction IS '1 where more is better, -1 where less is.';

CREATE TABLE core.survey_margin (
    cycle_year integer NOT NULL,
    wave text NOT NULL,
    city_code text NOT NULL,
    margin text NOT NULL,
    category text NOT NULL,
    population bigint NOT NULL,
    source text NOT NULL,
    vintage integer,
    CONSTRAINT survey_margin_margin_check CHECK ((margin = ANY (ARRAY['age_sex'::text, 'age'::text, 'sex'::text])))
);

COMMENT ON TABLE core.survey_margin IS 'Known population totals that weights are calibrated to.';

COMMENT ON COLUMN core.survey_margin.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_margin.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN core.survey_margin.city_code IS 'BPS code.';

COMMENT ON COLUMN core.survey_margin.margin IS 'age_sex, age or sex.';

COMMENT ON COLUMN core.survey_margin.category IS 'Category; age and sex joined with a plus sign.';

COMMENT ON COLUMN core.survey_margin.population IS 'Persons.';

COMMENT ON COLUMN core.survey_margin.source IS 'Where the figure is from.';

COMMENT ON COLUMN core.survey_margin.vintage IS 'Year of the figure; null where its source is undated.';

CREATE TABLE core.survey_response (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    wave text NOT NULL,
    response_id text NOT NULL,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight double precision,
    is_counted boolean NOT NULL,
    is_simulated boolean NOT NULL,
    answer bytea NOT NULL,
    submitted_at timestamp with time zone,
    file_hash text NOT NULL,
    row_number integer DEFAULT 0 NOT NULL
)
PARTITION BY LIST (cycle_year);

COMMENT ON TABLE core.survey_response IS 'One answered questionnaire: the newest export of it that was not refused. Partitioned by cycle, keyed by city first.';

COMMENT ON COLUMN core.survey_response.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_response.city_code IS 'BPS code.';

COMMENT ON COLUMN core.survey_response.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN core.survey_response.response_id IS 'What identifies the person''s record in every version and export of it: a keyed hash.';

COMMENT ON COLUMN core.survey_response.stratum IS 'Stratum.';

COMMENT ON COLUMN core.survey_response.psu IS 'Primary sampling unit.';

COMMENT ON COLUMN core.survey_response.mode IS 'Mode of answering.';

COMMENT ON COLUMN core.survey_response.age_group IS 'Age group.';

COMMENT ON COLUMN core.survey_response.sex IS 'Sex: L or P.';

COMMENT ON COLUMN core.survey_response.district IS 'District.';

COMMENT ON COLUMN core.survey_response.weight IS 'Base weight; null where it follows from the sampling file.';

COMMENT ON COLUMN core.survey_response.is_counted IS 'False where a declared data-quality rule excludes it.';

COMMENT ON COLUMN core.survey_response.is_simulated IS 'True for a simulated answer.';

COMMENT ON COLUMN core.survey_response.answer IS 'One byte per item, in the order of core.survey_item.position: 1 for the lowest answer of its scale, 2 for the next; 0 for missing, don''t know or refused. The first is get_byte(answer, 0).';

COMMENT ON COLUMN core.survey_response.submitted_at IS 'When it was submitted.';

COMMENT ON COLUMN core.survey_response.file_hash IS 'SHA-256 of the export that it came in.';

COMMENT ON COLUMN core.survey_response.row_number IS 'Record of that export, the heading being 1.';

CREATE TABLE core.survey_response_other (
    cycle_year integer CONSTRAINT survey_response_cycle_year_not_null NOT NULL,
    city_code text CONSTRAINT survey_response_city_code_not_null NOT NULL,
    wave text CONSTRAINT survey_response_wave_not_null NOT NULL,
    response_id text CONSTRAINT survey_response_response_id_not_null NOT NULL,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight double precision,
    is_counted boolean CONSTRAINT survey_response_is_counted_not_null NOT NULL,
    is_simulated boolean CONSTRAINT survey_response_is_simulated_not_null NOT NULL,
    answer bytea CONSTRAINT survey_response_answer_not_null NOT NULL,
    submitted_at timestamp with time zone,
    file_hash text CONSTRAINT survey_response_file_hash_not_null NOT NULL,
    row_number integer DEFAULT 0 CONSTRAINT survey_response_row_number_not_null NOT NULL
);

COMMENT ON TABLE core.survey_response_other IS 'What core.survey_response has no partition of its cycle for.';

COMMENT ON COLUMN core.survey_response_other.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_response_other.city_code IS 'BPS code.';

COMMENT ON COLUMN core.survey_response_other.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN core.survey_response_other.response_id IS 'What identifies the person''s record in every version and export of it: a keyed hash.';

COMMENT ON COLUMN core.survey_response_other.stratum IS 'Stratum.';

COMMENT ON COLUMN core.survey_response_other.psu IS 'Primary sampling unit.';

COMMENT ON COLUMN core.survey_response_other.mode IS 'Mode of answering.';

COMMENT ON COLUMN core.survey_response_other.age_group IS 'Age group.';

COMMENT ON COLUMN core.survey_response_other.sex IS 'Sex: L or P.';

COMMENT ON COLUMN core.survey_response_other.district IS 'District.';

COMMENT ON COLUMN core.survey_response_other.weight IS 'Base weight; null where it follows from the sampling file.';

COMMENT ON COLUMN core.survey_response_other.is_counted IS 'False where a declared data-quality rule excludes it.';

COMMENT ON COLUMN core.survey_response_other.is_simulated IS 'True for a simulated answer.';

COMMENT ON COLUMN core.survey_response_other.answer IS 'One byte per item, in the order of core.survey_item.position: 1 for the lowest answer of its scale, 2 for the next; 0 for missing, don''t know or refused. The first is get_byte(answer, 0).';

COMMENT ON COLUMN core.survey_response_other.submitted_at IS 'When it was submitted.';

COMMENT ON COLUMN core.survey_response_other.file_hash IS 'SHA-256 of the export that it came in.';

COMMENT ON COLUMN core.survey_response_other.row_number IS 'Record of that export, the heading being 1.';

CREATE TABLE core.survey_stratum (
    cycle_year integer NOT NULL,
    wave text NOT NULL,
    city_code text NOT NULL,
    stratum text NOT NULL,
    psu_count integer NOT NULL,
    population bigint NOT NULL,
    sampled_psu integer NOT NULL,
    target_n integer NOT NULL,
    psus text[] NOT NULL
);

COMMENT ON TABLE core.survey_stratum IS 'The frame of a wave: its strata in every city.';

COMMENT ON COLUMN core.survey_stratum.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_stratum.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN core.survey_stratum.city_code IS 'BPS code.';

COMMENT ON COLUMN core.survey_stratum.stratum IS 'Stratum.';

COMMENT ON COLUMN core.survey_stratum.psu_count IS 'Primary sampling units in the frame.';

COMMENT ON COLUMN core.survey_stratum.population IS 'Persons in the frame.';

COMMENT ON COLUMN core.survey_stratum.sampled_psu IS 'Primary sampling units drawn.';

COMMENT ON COLUMN core.survey_stratum.target_n IS 'Answers aimed at.';

COMMENT ON COLUMN core.survey_stratum.psus IS 'The units drawn by name; empty where the file does not list them.';

CREATE TABLE core.survey_wave (
    cycle_year integer NOT NULL,
    wave text NOT NULL,
    pool_weight double precision NOT NULL,
    mode text NOT NULL,
    target_n integer NOT NULL,
    form_versions text[] NOT NULL,
    file_hash text NOT NULL,
    is_simulated boolean NOT NULL
);

COMMENT ON TABLE core.survey_wave IS 'The waves of a cycle''s survey, from the newest sampling file of each that holds.';

COMMENT ON COLUMN core.survey_wave.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.survey_wave.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN core.survey_wave.pool_weight IS 'Weight of the wave where waves are pooled, as declared.';

COMMENT ON COLUMN core.survey_wave.mode IS 'Mode of answering.';

COMMENT ON COLUMN core.survey_wave.target_n IS 'Answers aimed at per city.';

COMMENT ON COLUMN core.survey_wave.form_versions IS 'Versions of the form that the wave uses; empty where any will do.';

COMMENT ON COLUMN core.survey_wave.file_hash IS 'The sampling file.';

COMMENT ON COLUMN core.survey_wave.is_simulated IS 'The sampling file declares itself simulated.';

CREATE TABLE core.visit_finding (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    claimed double precision,
    observed double precision,
    adjusted double precision,
    value double precision,
    reason text,
    evidence text,
    assessor text NOT NULL,
    reviewer text,
    visited_on date NOT NULL,
    is_simulated boolean NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL
);

COMMENT ON TABLE core.visit_finding IS 'The finding that counts of each nominee and indicator: the newest confirmed one that was not refused, else the newest.';

COMMENT ON COLUMN core.visit_finding.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.visit_finding.city_code IS 'BPS code of the nominee.';

COMMENT ON COLUMN core.visit_finding.indicator_code IS 'Indicator.';

COMMENT ON COLUMN core.visit_finding.claimed IS 'Claimed value, as the team had it; null where there was no claim.';

COMMENT ON COLUMN core.visit_finding.observed IS 'What the team saw, in the unit of the indicator.';

COMMENT ON COLUMN core.visit_finding.adjusted IS 'Value that the team puts in place of the claim; null where the claim stands, or where nothing is claimed and what was seen is the value.';

COMMENT ON COLUMN core.visit_finding.value IS 'Value that was found, before any penalty (core.cycle_penalty); null while no second person confirmed it, and where the claim stands.';

COMMENT ON COLUMN core.visit_finding.reason IS 'Reason; null where none is written.';

COMMENT ON COLUMN core.visit_finding.evidence IS 'Evidence: document, address or file of a photo; null where none is named.';

COMMENT ON COLUMN core.visit_finding.assessor IS 'Assessor.';

COMMENT ON COLUMN core.visit_finding.reviewer IS 'Second reviewer who confirmed it; null where nobody did yet.';

COMMENT ON COLUMN core.visit_finding.visited_on IS 'Day of the visit.';

COMMENT ON COLUMN core.visit_finding.is_simulated IS 'True for a simulated finding.';

COMMENT ON COLUMN core.visit_finding.file_hash IS 'File that it came in.';

COMMENT ON COLUMN core.visit_finding.sheet IS 'Sheet.';

COMMENT ON COLUMN core.visit_finding.row_number IS 'Row.';

COMMENT ON COLUMN core.visit_finding.cell IS 'Cell of the observed value.';

CREATE VIEW core.visit_claim AS
 SELECT finding.cycle_year,
    finding.city_code,
    city.city_name,
    finding.indicator_code,
    indicator.name_id,
    indicator.name_en,
    claim.value AS claimed,
    assessed.value AS assessed,
    finding.observed,
    finding.adjusted,
    finding.value,
        CASE
            WHEN ((finding.value IS NULL) AND (finding.adjusted IS NULL) AND (claim.value IS NOT NULL)) THEN 'claim stands'::text
            WHEN (finding.reviewer IS NULL) THEN 'to be confirmed'::text
            WHEN (claim.value IS NULL) THEN 'observed'::text
            WHEN (finding.value < claim.value) THEN 'lowered'::text
            WHEN (finding.value > claim.value) THEN 'raised'::text
            ELSE 'confirmed'::text
        END AS state,
    finding.reason,
    finding.evidence,
    finding.assessor,
    finding.reviewer,
    finding.visited_on,
    finding.is_simulated,
    scored.value AS scored,
    NULLIF((scored.value - finding.value), (0)::double precision) AS penalty
   FROM (((((core.visit_finding finding
     JOIN core.city city USING (city_code))
     JOIN core.cycle_indicator indicator USING (cycle_year, indicator_code))
     LEFT JOIN core.indicator_value claim ON (((claim.cycle_year = finding.cycle_year) AND (claim.city_code = finding.city_code) AND (claim.indicator_code = finding.indicator_code) AND (claim.origin = 'submitted'::text))))
     LEFT JOIN core.indicator_value assessed ON (((assessed.cycle_year = finding.cycle_year) AND (assessed.city_code = finding.city_code) AND (assessed.indicator_code = finding.indicator_code) AND (assessed.origin = 'assessed'::text))))
     LEFT JOIN core.indicator_value scored ON (((scored.cycle_year = finding.cycle_year) AND (scored.city_code = finding.city_code) AND (scored.indicator_code = finding.indicator_code) AND (scored.origin = 'visit'::text))));

COMMENT ON VIEW core.visit_claim IS 'One row per finding beside the claim that it is about, which stays in core.indicator_value: claim stands, to be confirmed, observed (nothing was claimed), lowered, raised or confirmed; with the value that scores and what of it is the penalty for a disproved claim.';

CREATE TABLE core.visit_evidence (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    city_code text,
    kind text NOT NULL,
    state text NOT NULL,
    problem text,
    message_id text,
    message_en text,
    taken_at timestamp without time zone,
    latitude double precision,
    longitude double precision,
    distance_km double precision,
    allowed_km double precision,
    is_simulated boolean NOT NULL,
    CONSTRAINT visit_evidence_check CHECK (((state = 'accepted'::text) = (problem IS NULL))),
    CONSTRAINT visit_evidence_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'minutes'::text, 'video'::text, 'other'::text]))),
    CONSTRAINT visit_evidence_state_check CHECK ((state = ANY (ARRAY['accepted'::text, 'flagged'::text, 'refused'::text])))
);

COMMENT ON TABLE core.visit_evidence IS 'Photos and minutes of visits, known by their hash: each file that was received is accepted, flagged or refused.';

COMMENT ON COLUMN core.visit_evidence.cycle_year IS 'Cycle.';

COMMENT ON COLUMN core.visit_evidence.file_hash IS 'SHA-256 of the file as archived.';

COMMENT ON COLUMN core.visit_evidence.file_name IS 'Path below the inbox of the cycle, of its first delivery.';

COMMENT ON COLUMN core.visit_evidence.received_at IS 'When it was first delivered.';

COMMENT ON COLUMN core.visit_evidence.city_code IS 'BPS code of the nominee in whose folder it lies; null where that is none.';

COMMENT ON COLUMN core.visit_evidence.kind IS 'photo, minutes (a document or text), video (or sound), or other; by the bytes of the file, never by its name.';

COMMENT ON COLUMN core.visit_evidence.state IS 'accepted; flagged (kept, to be asked about); refused (proves nothing).';

COMMENT ON COLUMN core.visit_evidence.problem IS 'Code of what is wrong with it; null if nothing is.';

COMMENT ON COLUMN core.visit_evidence.message_id IS 'The same in Indonesian, with what to do.';

COMMENT ON COLUMN core.visit_evidence.message_en IS 'The same in English.';

COMMENT ON COLUMN core.visit_evidence.taken_at IS 'When the photo was taken by its EXIF, in the time of the city (WIB, WITA or WIT); null without.';

COMMENT ON COLUMN core.visit_evidence.latitude IS 'Where it was taken by its EXIF, degrees north (WGS 84); null without.';

COMMENT ON COLUMN core.visit_evidence.longitude IS 'The same, degrees east.';

COMMENT ON COLUMN core.visit_evidence.distance_km IS 'From the point of the city, km along the great circle; null without a place.';

COMMENT ON COLUMN core.visit_evidence.allowed_km IS 'Distance beyond which it is asked about: cycle.yaml, visits.photo; null for minutes.';

COMMENT ON COLUMN core.visit_evidence.is_simulated IS 'The file says that it is simulated, in its name or in the EXIF description.';

CREATE TABLE raw.receipt (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    file_name text NOT NULL,
    size_bytes bigint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    file_hash text NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    doubt text,
    CONSTRAINT receipt_doubt_check CHECK ((doubt = ANY (ARRAY['future'::text, 'before_cycle'::text, 'apart'::text])))
);

COMMENT ON TABLE raw.receipt IS 'One row per delivery seen in an inbox, identical content included; what lies there unchanged since its newest row is not read again.';

COMMENT ON COLUMN raw.receipt.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.receipt.dataset IS 'Inbox: submissions, and later survey, visits, objections.';

COMMENT ON COLUMN raw.receipt.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN raw.receipt.size_bytes IS 'Size in bytes.';

COMMENT ON COLUMN raw.receipt.received_at IS 'When it was delivered: by the sender''s time or the first sight, whichever counts in the cycle (delivery of cycle.yaml).';

COMMENT ON COLUMN raw.receipt.file_hash IS 'SHA-256 of the bytes.';

COMMENT ON COLUMN raw.receipt.seen_at IS 'When the pipeline first saw it.';

COMMENT ON COLUMN raw.receipt.sent_at IS 'Modification time of the object in the inbox: what the sender''s machine says.';

COMMENT ON COLUMN raw.receipt.doubt IS 'Why the sender''s time is asked about: future, before_cycle or apart (long before the first sight); null if it is not.';

CREATE VIEW core.visit_photo AS
 SELECT finding.cycle_year,
    finding.city_code,
    finding.indicator_code,
    named.photo,
    arrived.file_hash,
    COALESCE(arrived.state, 'missing'::text) AS state,
        CASE
            WHEN (arrived.file_hash IS NULL) THEN 'missing'::text
            ELSE arrived.problem
        END AS problem,
        CASE
            WHEN (arrived.file_hash IS NULL) THEN ('Temuan menyebut foto ini sebagai bukti, tetapi fotonya belum diterima; letakkan dengan nama ini di '::text || 'folder visit_evidence kotanya, atau perbaiki namanya di temuan.'::text)
            ELSE arrived.message_id
        END AS message_id,
        CASE
            WHEN (arrived.file_hash IS NULL) THEN ('A finding names this photo as evidence, and it has not arrived; put it under this name into the '::text || 'folder visit_evidence of the city, or fix the name in the finding.'::text)
            ELSE arrived.message_en
        END AS message_en,
    finding.is_simulated
   FROM (((core.visit_finding finding
     JOIN LATERAL regexp_replace(finding.evidence, 'https?://\S+'::text, ''::text, 'gi'::text) written(words) ON (true))
     JOIN LATERAL ( SELECT DISTINCT btrim(found.part[1], ' 	
 '::text) AS photo
           FROM regexp_matches(written.words, '([^;,:/\\\n]+?\.(?:jpe?g|jfif|png|webp|tiff?|hei[cf]|avif|gif|bmp))(?![[:alnum:]])'::text, 'gi'::text) found(part)) named ON (true))
     LEFT JOIN LATERAL ( SELECT evidence.file_hash,
            evidence.state,
            evidence.problem,
            evidence.message_id,
            evidence.message_en
           FROM (( SELECT receipt.file_hash,
                    lower(regexp_replace(receipt.file_name, '^.*/'::text, ''::text)) AS name
                   FROM raw.receipt receipt
                  WHERE ((receipt.cycle_year = finding.cycle_year) AND (receipt.dataset = 'visit_evidence'::text) AND (split_part(receipt.file_name, '/'::text, 2) = finding.city_code))) delivered
             JOIN core.visit_evidence evidence ON (((evidence.cycle_year = finding.cycle_year) AND (evidence.file_hash = delivered.file_hash))))
          WHERE ("right"((' '::text || lower(named.photo)), (length(delivered.name) + 1)) = (' '::text || delivered.name))
          ORDER BY (length(delivered.name)) DESC, delivered.file_hash
         LIMIT 1) arrived ON (true));

COMMENT ON VIEW core.visit_photo IS 'One row per photo that a finding names as evidence: accepted, flagged or refused as in core.visit_evidence, or missing, which is an open question; always as of what has arrived by now, be it before the finding or after.';

CREATE TABLE mart.audit_component (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    node_code text NOT NULL,
    component integer NOT NULL,
    eigenvalue double precision NOT NULL,
    variance_pct double precision NOT NULL,
    cumulative_pct double precision NOT NULL,
    is_kept boolean NOT NULL
);

COMMENT ON TABLE mart.audit_component IS 'One row per node and principal component of its children (correlation matrix, cities that have every child).';

COMMENT ON COLUMN mart.audit_component.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_component.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_component.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_component.node_code IS 'Node.';

COMMENT ON COLUMN mart.audit_component.component IS 'Component, the one with the most variance first.';

COMMENT ON COLUMN mart.audit_component.eigenvalue IS 'Its variance; those of a node add up to the number of its varying children.';

COMMENT ON COLUMN mart.audit_component.variance_pct IS 'Share of the variance, percent.';

COMMENT ON COLUMN mart.audit_component.cumulative_pct IS 'Share of this and the components before it, percent.';

COMMENT ON COLUMN mart.audit_component.is_kept IS 'True if the eigenvalue exceeds eigenvalue_kept; more than one kept means more than one dimension.';

CREATE TABLE mart.audit_correlation (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    code_a text NOT NULL,
    code_b text NOT NULL,
    level_a integer NOT NULL,
    level_b integer NOT NULL,
    relation text NOT NULL,
    cities integer NOT NULL,
    pearson double precision,
    pearson_p double precision,
    spearman double precision,
    spearman_p double precision,
    kendall double precision,
    kendall_p double precision,
    flag text,
    reason text,
    CONSTRAINT audit_correlation_flag_check CHECK ((flag = ANY (ARRAY['negative'::text, 'weak'::text, 'collinear'::text]))),
    CONSTRAINT audit_correlation_relation_check CHECK ((relation = ANY (ARRAY['same_parent'::text, 'parent'::text, 'ancestor'::text, 'across'::text])))
);

COMMENT ON TABLE mart.audit_correlation IS 'One row per pair: indicator and indicator, indicator and each node above it, node and node; normalised values and scores, cities that have both.';

COMMENT ON COLUMN mart.audit_correlation.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_correlation.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_correlation.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_correlation.code_a IS 'Indicator or node; the lower one where the other stands above it, else the first by code.';

COMMENT ON COLUMN mart.audit_correlation.code_b IS 'The other.';

COMMENT ON COLUMN mart.audit_correlation.level_a IS 'Level of code_a; indicators are 1.';

COMMENT ON COLUMN mart.audit_correlation.level_b IS 'Level of code_b.';

COMMENT ON COLUMN mart.audit_correlation.relation IS 'same_parent; parent or ancestor: code_b stands above code_a; across: neither.';

COMMENT ON COLUMN mart.audit_correlation.cities IS 'Cities that have both.';

COMMENT ON COLUMN mart.audit_correlation.pearson IS 'Product-moment correlation; null if reason says why.';

COMMENT ON COLUMN mart.audit_correlation.pearson_p IS 'Two-sided p-value of pearson (t, n - 2), 8 decimals.';

COMMENT ON COLUMN mart.audit_correlation.spearman IS 'Rank correlation, ties at their mean rank.';

COMMENT ON COLUMN mart.audit_correlation.spearman_p IS 'Two-sided p-value of spearman (t, n - 2), 8 decimals.';

COMMENT ON COLUMN mart.audit_correlation.kendall IS 'Kendall rank correlation tau-b.';

COMMENT ON COLUMN mart.audit_correlation.kendall_p IS 'Two-sided p-value of kendall (normal, variance corrected for ties), 8 decimals.';

COMMENT ON COLUMN mart.audit_correlation.flag IS 'negative (same parent, parent or ancestor), weak (parent), collinear (same parent or across), by pearson; null if none.';

COMMENT ON COLUMN mart.audit_correlation.reason IS 'Why a statistic is null; null if none is.';

CREATE TABLE mart.audit_denominator (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    indicator_code text NOT NULL,
    denominator_code text NOT NULL,
    denominator text,
    cities integer NOT NULL,
    pearson double precision,
    spearman double precision,
    is_suggested boolean NOT NULL,
    reason text
);

COMMENT ON TABLE mart.audit_denominator IS 'One row per indicator and candidate denominator: does the indicator measure the size of a city?';

COMMENT ON COLUMN mart.audit_denominator.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_denominator.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_denominator.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_denominator.indicator_code IS 'Indicator.';

COMMENT ON COLUMN mart.audit_denominator.denominator_code IS 'population (frozen for the cycle) or area_km2.';

COMMENT ON COLUMN mart.audit_denominator.denominator IS 'Denominator that the framework divides it by already; null if none.';

COMMENT ON COLUMN mart.audit_denominator.cities IS 'Cities that have both.';

COMMENT ON COLUMN mart.audit_denominator.pearson IS 'Correlation of the reported value, after its own denominator, with the candidate.';

COMMENT ON COLUMN mart.audit_denominator.spearman IS 'The same by ranks.';

COMMENT ON COLUMN mart.audit_denominator.is_suggested IS 'True if |pearson| exceeds denominator_suggested: consider dividing by it.';

COMMENT ON COLUMN mart.audit_denominator.reason IS 'Why a statistic is null; null if none is.';

CREATE TABLE mart.audit_indicator (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    indicator_code text NOT NULL,
    parent_code text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    unit text NOT NULL,
    reported integer NOT NULL,
    missing integer NOT NULL,
    not_applicable integer NOT NULL,
    availability_pct double precision,
    imputed integer NOT NULL,
    treatment text NOT NULL,
    treated integer NOT NULL,
    smallest double precision,
    largest double precision,
    mean double precision,
    median double precision,
    standard_deviation double precision,
    skewness double precision,
    kurtosis double precision,
    commonest_pct double precision,
    zeros_pct double precision,
    has_low_availability boolean NOT NULL,
    is_skewed boolean NOT NULL,
    is_constant boolean NOT NULL,
    is_nearly_constant boolean NOT NULL,
    has_many_zeros boolean NOT NULL
);

COMMENT ON TABLE mart.audit_indicator IS 'One row per indicator of a release: its distribution as reported, after its denominator, before imputation and treatment.';

COMMENT ON COLUMN mart.audit_indicator.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_indicator.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_indicator.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_indicator.indicator_code IS 'Indicator.';

COMMENT ON COLUMN mart.audit_indicator.parent_code IS 'Node above it.';

COMMENT ON COLUMN mart.audit_indicator.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.audit_indicator.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.audit_indicator.unit IS 'Unit of the raw value.';

COMMENT ON COLUMN mart.audit_indicator.reported IS 'Cities with a value.';

COMMENT ON COLUMN mart.audit_indicator.missing IS 'Cities without one.';

COMMENT ON COLUMN mart.audit_indicator.not_applicable IS 'Cities to which it does not apply.';

COMMENT ON COLUMN mart.audit_indicator.availability_pct IS 'Reported among the cities to which it applies, percent; null if it applies to none.';

COMMENT ON COLUMN mart.audit_indicator.imputed IS 'Cities whose gap was filled.';

COMMENT ON COLUMN mart.audit_indicator.treatment IS 'none, winsorise, log_ct, log_ct_plus, log_ct_combined or boxcox.';

COMMENT ON COLUMN mart.audit_indicator.treated IS 'Values that treatment changed.';

COMMENT ON COLUMN mart.audit_indicator.smallest IS 'Smallest value; null if none is reported.';

COMMENT ON COLUMN mart.audit_indicator.largest IS 'Largest value.';

COMMENT ON COLUMN mart.audit_indicator.mean IS 'Arithmetic mean.';

COMMENT ON COLUMN mart.audit_indicator.median IS 'Median.';

COMMENT ON COLUMN mart.audit_indicator.standard_deviation IS 'Standard deviation with n - 1; null for fewer than two values.';

COMMENT ON COLUMN mart.audit_indicator.skewness IS 'Skewness G1, bias-corrected; null for fewer than four values or a constant.';

COMMENT ON COLUMN mart.audit_indicator.kurtosis IS 'Excess kurtosis G2, bias-corrected; null for fewer than four values or a constant.';

COMMENT ON COLUMN mart.audit_indicator.commonest_pct IS 'Share of the commonest value among the reported ones, percent.';

COMMENT ON COLUMN mart.audit_indicator.zeros_pct IS 'Share of zeros among the reported ones, percent.';

COMMENT ON COLUMN mart.audit_indicator.has_low_availability IS 'True if availability_pct is below availability_pct_min, or it applies to no city.';

COMMENT ON COLUMN mart.audit_indicator.is_skewed IS 'True if |skewness| exceeds skewness_max and kurtosis exceeds kurtosis_max: outliers are likely.';

COMMENT ON COLUMN mart.audit_indicator.is_constant IS 'True if there are not two different values: nothing can be correlated.';

COMMENT ON COLUMN mart.audit_indicator.is_nearly_constant IS 'True if commonest_pct exceeds commonest_pct_max, a constant included.';

COMMENT ON COLUMN mart.audit_indicator.has_many_zeros IS 'True if zeros_pct exceeds zeros_pct_max.';

CREATE TABLE mart.audit_loading (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    node_code text NOT NULL,
    component integer NOT NULL,
    code text NOT NULL,
    coefficient double precision NOT NULL,
    loading double precision NOT NULL
);

COMMENT ON TABLE mart.audit_loading IS 'One row per node, principal component and varying child.';

COMMENT ON COLUMN mart.audit_loading.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_loading.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_loading.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_loading.node_code IS 'Node.';

COMMENT ON COLUMN mart.audit_loading.component IS 'Component.';

COMMENT ON COLUMN mart.audit_loading.code IS 'Child.';

COMMENT ON COLUMN mart.audit_loading.coefficient IS 'Element of the eigenvector of length 1; the largest in absolute value is positive.';

COMMENT ON COLUMN mart.audit_loading.loading IS 'Correlation of the child with the component: coefficient x root of the eigenvalue.';

CREATE TABLE mart.audit_reliability (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    node_code text NOT NULL,
    level integer NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    items integer NOT NULL,
    cities integer NOT NULL,
    alpha double precision,
    is_low boolean NOT NULL,
    reason text
);

COMMENT ON TABLE mart.audit_reliability IS 'One row per node: do its children measure one thing? Cronbach alpha over the cities that have every child.';

COMMENT ON COLUMN mart.audit_reliability.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_reliability.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_reliability.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_reliability.node_code IS 'Node.';

COMMENT ON COLUMN mart.audit_reliability.level IS 'Level of the node.';

COMMENT ON COLUMN mart.audit_reliability.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.audit_reliability.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.audit_reliability.items IS 'Its children.';

COMMENT ON COLUMN mart.audit_reliability.cities IS 'Cities that have every child.';

COMMENT ON COLUMN mart.audit_reliability.alpha IS 'Cronbach alpha from the covariances of the children; null if reason says why.';

COMMENT ON COLUMN mart.audit_reliability.is_low IS 'True if alpha is below alpha_min.';

COMMENT ON COLUMN mart.audit_reliability.reason IS 'Why alpha is null or why a child has no part in the components; null if neither.';

CREATE TABLE mart.audit_removal (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    removed_code text NOT NULL,
    level integer NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    group_column text NOT NULL,
    group_code text NOT NULL,
    cities integer NOT NULL,
    lost integer NOT NULL,
    mean_shift double precision,
    max_shift integer,
    max_shift_city_code text,
    spearman double precision,
    reason text
);

COMMENT ON TABLE mart.audit_removal IS 'One row per indicator or node left out and group of cities: how far the places move.';

COMMENT ON COLUMN mart.audit_removal.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_removal.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_removal.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_removal.removed_code IS 'Indicator or node left out; the weights of its siblings rescale.';

COMMENT ON COLUMN mart.audit_removal.level IS 'Its level.';

COMMENT ON COLUMN mart.audit_removal.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.audit_removal.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.audit_removal.group_column IS 'overall, or the grouping within which the places are counted.';

COMMENT ON COLUMN mart.audit_removal.group_code IS 'overall, or the group, for example besar; in two stages its nominees are a group of their own (besar, nominees).';

COMMENT ON COLUMN mart.audit_removal.cities IS 'Cities with a published place and a score without it; places are counted among them.';

COMMENT ON COLUMN mart.audit_removal.lost IS 'Cities with a published place that have no score without it.';

COMMENT ON COLUMN mart.audit_removal.mean_shift IS 'Mean of the absolute shifts of place; null if reason says why.';

COMMENT ON COLUMN mart.audit_removal.max_shift IS 'Largest absolute shift.';

COMMENT ON COLUMN mart.audit_removal.max_shift_city_code IS 'City that shifts most, the first by code; null if none shifts.';

COMMENT ON COLUMN mart.audit_removal.spearman IS 'Rank correlation with the published places.';

COMMENT ON COLUMN mart.audit_removal.reason IS 'Why a statistic is null; null if none is.';

CREATE TABLE mart.audit_threshold (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    threshold_code text NOT NULL,
    value double precision NOT NULL,
    meaning text NOT NULL,
    source text NOT NULL
);

COMMENT ON TABLE mart.audit_threshold IS 'One row per threshold of the statistical audit, as applied to the release.';

COMMENT ON COLUMN mart.audit_threshold.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_threshold.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_threshold.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_threshold.threshold_code IS 'Threshold, for example correlation_weak.';

COMMENT ON COLUMN mart.audit_threshold.value IS 'Its value.';

COMMENT ON COLUMN mart.audit_threshold.meaning IS 'What is flagged, or how many are shown.';

COMMENT ON COLUMN mart.audit_threshold.source IS 'Publication that it is taken from, or assumed.';

CREATE TABLE mart.audit_weight (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    code text NOT NULL,
    parent_code text NOT NULL,
    level integer NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    effective_weight double precision NOT NULL,
    correlation double precision,
    importance double precision,
    difference double precision,
    reason text
);

COMMENT ON TABLE mart.audit_weight IS 'One row per indicator and node below the index: the weight that it was given and the importance that it has.';

COMMENT ON COLUMN mart.audit_weight.release_id IS 'Release.';

COMMENT ON COLUMN mart.audit_weight.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.audit_weight.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.audit_weight.code IS 'Indicator or node.';

COMMENT ON COLUMN mart.audit_weight.parent_code IS 'Its parent.';

COMMENT ON COLUMN mart.audit_weight.level IS 'Level; indicators are 1.';

COMMENT ON COLUMN mart.audit_weight.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.audit_weight.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.audit_weight.effective_weight IS 'Share in the index by the framework; scoring.weight.';

COMMENT ON COLUMN mart.audit_weight.correlation IS 'Pearson correlation with the index; null if reason says why.';

COMMENT ON COLUMN mart.audit_weight.importance IS 'Squared correlation, rescaled so that a level has as much importance as weight.';

COMMENT ON COLUMN mart.audit_weight.difference IS 'importance - effective_weight: above 0 it drives the index more than was meant.';

COMMENT ON COLUMN mart.audit_weight.reason IS 'Why a statistic is null; null if none is.';

CREATE TABLE mart.contribution (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    effective_weight double precision NOT NULL,
    contribution double precision NOT NULL
);

COMMENT ON TABLE mart.contribution IS 'One row per city and present indicator: the points that it gives the index; they add up to the score.';

COMMENT ON COLUMN mart.contribution.release_id IS 'Release.';

COMMENT ON COLUMN mart.contribution.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.contribution.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.contribution.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.contribution.indicator_code IS 'Indicator.';

COMMENT ON COLUMN mart.contribution.effective_weight IS 'Weight in the index of this city after rescaling over what is present.';

COMMENT ON COLUMN mart.contribution.contribution IS 'Points of the index (arithmetic) or of its transform; see scoring.contribution.';

CREATE VIEW mart.current_audit_component WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.node_code,
    t.component,
    t.eigenvalue,
    t.variance_pct,
    t.cumulative_pct,
    t.is_kept
   FROM (mart.audit_component t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_component IS 'mart.audit_component of the releases in force.';

CREATE VIEW mart.current_audit_correlation WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.code_a,
    t.code_b,
    t.level_a,
    t.level_b,
    t.relation,
    t.cities,
    t.pearson,
    t.pearson_p,
    t.spearman,
    t.spearman_p,
    t.kendall,
    t.kendall_p,
    t.flag,
    t.reason
   FROM (mart.audit_correlation t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_correlation IS 'mart.audit_correlation of the releases in force.';

CREATE VIEW mart.current_audit_denominator WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.indicator_code,
    t.denominator_code,
    t.denominator,
    t.cities,
    t.pearson,
    t.spearman,
    t.is_suggested,
    t.reason
   FROM (mart.audit_denominator t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_denominator IS 'mart.audit_denominator of the releases in force.';

CREATE VIEW mart.current_audit_indicator WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.indicator_code,
    t.parent_code,
    t.name_id,
    t.name_en,
    t.unit,
    t.reported,
    t.missing,
    t.not_applicable,
    t.availability_pct,
    t.imputed,
    t.treatment,
    t.treated,
    t.smallest,
    t.largest,
    t.mean,
    t.median,
    t.standard_deviation,
    t.skewness,
    t.kurtosis,
    t.commonest_pct,
    t.zeros_pct,
    t.has_low_availability,
    t.is_skewed,
    t.is_constant,
    t.is_nearly_constant,
    t.has_many_zeros
   FROM (mart.audit_indicator t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_indicator IS 'mart.audit_indicator of the releases in force.';

CREATE VIEW mart.current_audit_loading WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.node_code,
    t.component,
    t.code,
    t.coefficient,
    t.loading
   FROM (mart.audit_loading t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_loading IS 'mart.audit_loading of the releases in force.';

CREATE VIEW mart.current_audit_reliability WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.node_code,
    t.level,
    t.name_id,
    t.name_en,
    t.items,
    t.cities,
    t.alpha,
    t.is_low,
    t.reason
   FROM (mart.audit_reliability t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_reliability IS 'mart.audit_reliability of the releases in force.';

CREATE VIEW mart.current_audit_removal WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.removed_code,
    t.level,
    t.name_id,
    t.name_en,
    t.group_column,
    t.group_code,
    t.cities,
    t.lost,
    t.mean_shift,
    t.max_shift,
    t.max_shift_city_code,
    t.spearman,
    t.reason
   FROM (mart.audit_removal t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_removal IS 'mart.audit_removal of the releases in force.';

CREATE VIEW mart.current_audit_threshold WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.threshold_code,
    t.value,
    t.meaning,
    t.source
   FROM (mart.audit_threshold t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_threshold IS 'mart.audit_threshold of the releases in force.';

CREATE VIEW mart.current_audit_weight WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.code,
    t.parent_code,
    t.level,
    t.name_id,
    t.name_en,
    t.effective_weight,
    t.correlation,
    t.importance,
    t.difference,
    t.reason
   FROM (mart.audit_weight t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_audit_weight IS 'mart.audit_weight of the releases in force.';

CREATE VIEW mart.current_contribution WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.indicator_code,
    t.effective_weight,
    t.contribution
   FROM (mart.contribution t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_contribution IS 'mart.contribution of the releases in force.';

CREATE TABLE mart.improvement (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    class_code text NOT NULL,
    score double precision,
    rank_in_class integer,
    earlier_cycle_year integer NOT NULL,
    earlier_class_code text,
    common_pct double precision NOT NULL,
    earlier_common_score double precision,
    common_score double precision,
    improvement double precision,
    improvement_rank_in_class integer
);

COMMENT ON TABLE mart.improvement IS 'One row per city of a release: what it achieved, and apart from that what it improved since the cycle before, both cycles under the framework of the release. No row in a first cycle, nor under a framework that scales by the cities at hand.';

COMMENT ON COLUMN mart.improvement.release_id IS 'Release.';

COMMENT ON COLUMN mart.improvement.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.improvement.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.improvement.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.improvement.class_code IS 'Class in this cycle.';

COMMENT ON COLUMN mart.improvement.score IS 'Achievement: score of the index, as in mart.ranking.';

COMMENT ON COLUMN mart.improvement.rank_in_class IS 'Place by achievement within the class, as in mart.ranking.';

COMMENT ON COLUMN mart.improvement.earlier_cycle_year IS 'The open cycle before this one.';

COMMENT ON COLUMN mart.improvement.earlier_class_code IS 'Class in that cycle; null if it did not take part.';

COMMENT ON COLUMN mart.improvement.common_pct IS 'Share of the weight of the framework that has a value in both cycles, percent.';

COMMENT ON COLUMN mart.improvement.earlier_common_score IS 'Score of the earlier cycle under the framework of the release, on the values that both cycles have.';

COMMENT ON COLUMN mart.improvement.common_score IS 'Score of this cycle on the values that both cycles have; differs from score where the earlier cycle has fewer.';

COMMENT ON COLUMN mart.improvement.improvement IS 'common_score - earlier_common_score; null where either is missing or covers less than ranking.min_coverage.';

COMMENT ON COLUMN mart.improvement.improvement_rank_in_class IS 'Place by improvement within the class of this cycle, ties share the smaller; null without improvement.';

CREATE VIEW mart.current_improvement WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.class_code,
    t.score,
    t.rank_in_class,
    t.earlier_cycle_year,
    t.earlier_class_code,
    t.common_pct,
    t.earlier_common_score,
    t.common_score,
    t.improvement,
    t.improvement_rank_in_class
   FROM (mart.improvement t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_improvement IS 'mart.improvement of the releases in force.';

CREATE TABLE mart.indicator_value (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    parent_code text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    unit text NOT NULL,
    side text NOT NULL,
    value double precision,
    status text NOT NULL,
    origin text,
    is_simulated boolean NOT NULL,
    year integer,
    normalised double precision,
    source text,
    file_hash text,
    sheet text,
    cell text,
    treated double precision,
    denominated_value double precision
);

COMMENT ON TABLE mart.indicator_value IS 'One row per city and indicator: the raw value, what became of it, and where it came from.';

COMMENT ON COLUMN mart.indicator_value.release_id IS 'Release.';

COMMENT ON COLUMN mart.indicator_value.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.indicator_value.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.indicator_value.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.indicator_value.indicator_code IS 'Indicator.';

COMMENT ON COLUMN mart.indicator_value.parent_code IS 'Node above it.';

COMMENT ON COLUMN mart.indicator_value.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.indicator_value.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.indicator_value.unit IS 'Unit of value.';

COMMENT ON COLUMN mart.indicator_value.side IS 'process or outcome.';

COMMENT ON COLUMN mart.indicator_value.value IS 'Value as asked, in the unit, reported or imputed alike; null where missing. What was imputed per denominator is multiplied by it.';

COMMENT ON COLUMN mart.indicator_value.status IS 'reported, missing or not_applicable.';

COMMENT ON COLUMN mart.indicator_value.origin IS 'official, submitted, assessed, survey, visit, objection or imputed; null where missing.';

COMMENT ON COLUMN mart.indicator_value.is_simulated IS 'True for a simulated value.';

COMMENT ON COLUMN mart.indicator_value.year IS 'Year that the value describes.';

COMMENT ON COLUMN mart.indicator_value.normalised IS 'Value on the scale of the index, more is better.';

COMMENT ON COLUMN mart.indicator_value.source IS 'Source of an official value, or name of the file of another.';

COMMENT ON COLUMN mart.indicator_value.file_hash IS 'SHA-256 of the file that it came in, where there is one.';

COMMENT ON COLUMN mart.indicator_value.sheet IS 'Sheet, where there is one.';

COMMENT ON COLUMN mart.indicator_value.cell IS 'Cell, where there is one.';

COMMENT ON COLUMN mart.indicator_value.treated IS 'Value after outlier treatment, which is what is normalised; null where missing.';

COMMENT ON COLUMN mart.indicator_value.denominated_value IS 'The value divided by the denominator of the indicator, or the value itself where it has none; it is what is treated and normalised. Null where missing, and in releases built before this column.';

CREATE VIEW mart.current_indicator_value WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.indicator_code,
    t.parent_code,
    t.name_id,
    t.name_en,
    t.unit,
    t.side,
    t.value,
    t.status,
    t.origin,
    t.is_simulated,
    t.year,
    t.normalised,
    t.source,
    t.file_hash,
    t.sheet,
    t.cell,
    t.treated,
    t.denominated_value
   FROM (mart.indicator_value t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_indicator_value IS 'mart.indicator_value of the releases in force.';

CREATE TABLE mart.method (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    code text NOT NULL,
    parent_code text,
    level integer NOT NULL,
    weight double precision NOT NULL,
    effective_weight double precision NOT NULL,
    aggregation text,
    power double precision,
    data_threshold double precision,
    direction integer,
    transform text,
    denominator text,
    imputation text,
    treatment text,
    normalisation text
);

COMMENT ON TABLE mart.method IS 'One row per node and indicator of a release: its weights and the method applied to it.';

COMMENT ON COLUMN mart.method.release_id IS 'Release.';

COMMENT ON COLUMN mart.method.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.method.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.method.code IS 'Node or indicator.';

COMMENT ON COLUMN mart.method.parent_code IS 'Its parent; null for the index.';

COMMENT ON COLUMN mart.method.level IS 'Level; indicators are 1, the index is the highest.';

COMMENT ON COLUMN mart.method.weight IS 'Share in the parent; those of siblings add up to 1.';

COMMENT ON COLUMN mart.method.effective_weight IS 'Share in the index, nothing missing; those of the indicators add up to 1.';

COMMENT ON COLUMN mart.method.aggregation IS 'How the children of a node are aggregated; null for an indicator.';

COMMENT ON COLUMN mart.method.power IS 'Exponent of the generalised mean; null for the others.';

COMMENT ON COLUMN mart.method.data_threshold IS 'Smallest share of children (by number) that must be present; null if none.';

COMMENT ON COLUMN mart.method.direction IS '+1 if more is better, -1 if less is; null for a node.';

COMMENT ON COLUMN mart.method.transform IS 'ln before normalising by goalposts; null if none.';

COMMENT ON COLUMN mart.method.denominator IS 'Denominator column; null if none.';

COMMENT ON COLUMN mart.method.imputation IS 'Method and parameters of imputation (JSON); null for a node.';

COMMENT ON COLUMN mart.method.treatment IS 'Method and parameters of outlier treatment (JSON); null for a node.';

COMMENT ON COLUMN mart.method.normalisation IS 'Method and parameters of normalisation, goalposts included (JSON); null for a node.';

CREATE VIEW mart.current_method WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.code,
    t.parent_code,
    t.level,
    t.weight,
    t.effective_weight,
    t.aggregation,
    t.power,
    t.data_threshold,
    t.direction,
    t.transform,
    t.denominator,
    t.imputation,
    t.treatment,
    t.normalisation
   FROM (mart.method t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_method IS 'mart.method of the releases in force.';

CREATE TABLE mart.place_probability (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    place integer NOT NULL,
    probability double precision NOT NULL
);

COMMENT ON TABLE mart.place_probability IS 'One row per city of a release and place in its class that some draw gave it.';

COMMENT ON COLUMN mart.place_probability.release_id IS 'Release.';

COMMENT ON COLUMN mart.place_probability.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.place_probability.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.place_probability.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.place_probability.place IS 'Place in the class.';

COMMENT ON COLUMN mart.place_probability.probability IS 'Share of the draws; those of a city add up to 1.';

CREATE VIEW mart.current_place_probability WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.place,
    t.probability
   FROM (mart.place_probability t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_place_probability IS 'mart.place_probability of the releases in force.';

CREATE TABLE mart.rank_interval (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    class_code text NOT NULL,
    city_code text NOT NULL,
    city_name text NOT NULL,
    score double precision NOT NULL,
    rank_in_class integer NOT NULL,
    median_rank integer NOT NULL,
    rank_low integer NOT NULL,
    rank_high integer NOT NULL,
    score_low double precision,
    score_high double precision,
    p_first_ten double precision NOT NULL,
    p_beats_next double precision,
    tie_group integer NOT NULL,
    draws integer NOT NULL,
    seed bigint NOT NULL
);

COMMENT ON TABLE mart.rank_interval IS 'One row per ranked city of a release: how sure its place in its class is. Empty where the framework declares no uncertainty.';

COMMENT ON COLUMN mart.rank_interval.release_id IS 'Release.';

COMMENT ON COLUMN mart.rank_interval.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.rank_interval.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.rank_interval.class_code IS 'Class within which it is ranked.';

COMMENT ON COLUMN mart.rank_interval.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.rank_interval.city_name IS 'Official name.';

COMMENT ON COLUMN mart.rank_interval.score IS 'Published score.';

COMMENT ON COLUMN mart.rank_interval.rank_in_class IS 'Published place in the class.';

COMMENT ON COLUMN mart.rank_interval.median_rank IS 'Median of its place over the draws.';

COMMENT ON COLUMN mart.rank_interval.rank_low IS '5 per cent quantile of its place: the best to expect.';

COMMENT ON COLUMN mart.rank_interval.rank_high IS '95 per cent quantile of its place: the worst to expect.';

COMMENT ON COLUMN mart.rank_interval.score_low IS '5 per cent quantile of its score.';

COMMENT ON COLUMN mart.rank_interval.score_high IS '95 per cent quantile of its score.';

COMMENT ON COLUMN mart.rank_interval.p_first_ten IS 'Probability of being among the first of its class, ten unless the framework says otherwise.';

COMMENT ON COLUMN mart.rank_interval.p_beats_next IS 'Probability of beating the next in the published order; null for the last.';

COMMENT ON COLUMN mart.rank_interval.tie_group IS 'Cities of one number are not told apart: the first of them does not beat the others surely enough.';

COMMENT ON COLUMN mart.rank_interval.draws IS 'Random draws behind it.';

COMMENT ON COLUMN mart.rank_interval.seed IS 'Seed of the draws.';

CREATE VIEW mart.current_rank_interval WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.class_code,
    t.city_code,
    t.city_name,
    t.score,
    t.rank_in_class,
    t.median_rank,
    t.rank_low,
    t.rank_high,
    t.score_low,
    t.score_high,
    t.p_first_ten,
    t.p_beats_next,
    t.tie_group,
    t.draws,
    t.seed
   FROM (mart.rank_interval t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_rank_interval IS 'mart.rank_interval of the releases in force.';

CREATE TABLE mart.ranking (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    class_code text NOT NULL,
    city_code text NOT NULL,
    city_name text NOT NULL,
    province text NOT NULL,
    score double precision,
    rank_in_class integer,
    rank_overall integer,
    level_code text,
    coverage_pct double precision NOT NULL,
    official_pct double precision NOT NULL,
    submitted_pct double precision NOT NULL,
    survey_pct double precision NOT NULL,
    visit_pct double precision NOT NULL,
    imputed_pct double precision NOT NULL,
    simulated_pct double precision NOT NULL,
    rank_low integer,
    rank_high integer,
    tie_group integer,
    assessed_pct double precision DEFAULT 0 NOT NULL,
    objection_pct double precision DEFAULT 0 NOT NULL,
    is_nominee boolean DEFAULT false NOT NULL,
    first_stage_score double precision,
    first_stage_rank_in_class integer
);

COMMENT ON TABLE mart.ranking IS 'One row per city of a release: its score, places, level, and what the score rests on.';

COMMENT ON COLUMN mart.ranking.release_id IS 'Release.';

COMMENT ON COLUMN mart.ranking.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.ranking.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.ranking.class_code IS 'besar, sedang or kecil, by the frozen population.';

COMMENT ON COLUMN mart.ranking.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.ranking.city_name IS 'Official name.';

COMMENT ON COLUMN mart.ranking.province IS 'Province.';

COMMENT ON COLUMN mart.ranking.score IS 'Score of the index; null where there is too little to score.';

COMMENT ON COLUMN mart.ranking.rank_in_class IS 'Place in the class, nominees first; ties share the smaller; null below the coverage threshold.';

COMMENT ON COLUMN mart.ranking.rank_overall IS 'Place among all cities, nominees first; null below the coverage threshold.';

COMMENT ON COLUMN mart.ranking.level_code IS 'Maturity level of the score.';

COMMENT ON COLUMN mart.ranking.coverage_pct IS 'Share of the weight of the framework that is reported or imputed, percent.';

COMMENT ON COLUMN mart.ranking.official_pct IS 'Share of the weight from official statistics, percent.';

COMMENT ON COLUMN mart.ranking.submitted_pct IS 'Share of the weight from the submission of the city that no assessor settled, percent.';

COMMENT ON COLUMN mart.ranking.survey_pct IS 'Share of the weight from the citizen survey, percent.';

COMMENT ON COLUMN mart.ranking.visit_pct IS 'Share of the weight from field visits, percent.';

COMMENT ON COLUMN mart.ranking.imputed_pct IS 'Share of the weight that is imputed, percent. The seven origins add up to coverage_pct.';

COMMENT ON COLUMN mart.ranking.simulated_pct IS 'Share of the weight that is simulated, percent, whatever its origin.';

COMMENT ON COLUMN mart.ranking.rank_low IS 'Best place in the class to expect (5 per cent quantile over the draws); null where nothing is simulated.';

COMMENT ON COLUMN mart.ranking.rank_high IS 'Worst place in the class to expect (95 per cent quantile).';

COMMENT ON COLUMN mart.ranking.tie_group IS 'Cities of a class with the same number are not told apart.';

COMMENT ON COLUMN mart.ranking.assessed_pct IS 'Share of the weight from maturity levels that assessors gave, percent.';

COMMENT ON COLUMN mart.ranking.objection_pct IS 'Share of the weight from values that the city objected with and that were accepted, percent.';

COMMENT ON COLUMN mart.ranking.is_nominee IS 'A nominee: ranked before the others of its class, on survey and visits too.';

COMMENT ON COLUMN mart.ranking.first_stage_score IS 'Score of the first stage, without survey and visits; null where there is one stage.';

COMMENT ON COLUMN mart.ranking.first_stage_rank_in_class IS 'Place in the class in the first stage, nominees or not; null where there is one stage, or without a place.';

CREATE VIEW mart.current_ranking WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.class_code,
    t.city_code,
    t.city_name,
    t.province,
    t.score,
    t.rank_in_class,
    t.rank_overall,
    t.level_code,
    t.coverage_pct,
    t.official_pct,
    t.submitted_pct,
    t.survey_pct,
    t.visit_pct,
    t.imputed_pct,
    t.simulated_pct,
    t.rank_low,
    t.rank_high,
    t.tie_group,
    t.assessed_pct,
    t.objection_pct,
    t.is_nominee,
    t.first_stage_score,
    t.first_stage_rank_in_class
   FROM (mart.ranking t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_ranking IS 'mart.ranking of the releases in force.';

CREATE VIEW mart.current_release WITH (security_invoker='true') AS
 SELECT release_id,
    cycle_year,
    framework_id,
    revision,
    state,
    title_id,
    title_en,
    is_simulated,
    framework_hash,
    content_hash,
    run_id,
    built_at,
    approved_by,
    published_at
   FROM mart.release r
  WHERE (state = 'current'::text);

COMMENT ON VIEW mart.current_release IS 'The release in force per framework and cycle.';

CREATE TABLE mart.score (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    node_code text NOT NULL,
    parent_code text,
    level integer NOT NULL,
    side text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    score double precision,
    rank_in_class integer,
    rank_overall integer,
    level_code text
);

COMMENT ON TABLE mart.score IS 'One row per city and node of the tree, whole and for the process and the outcome side apart.';

COMMENT ON COLUMN mart.score.release_id IS 'Release.';

COMMENT ON COLUMN mart.score.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.score.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.score.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.score.node_code IS 'Node.';

COMMENT ON COLUMN mart.score.parent_code IS 'Its parent; null for the index.';

COMMENT ON COLUMN mart.score.level IS 'Level; sub-dimensions are 2, the index is the highest.';

COMMENT ON COLUMN mart.score.side IS 'all, process or outcome.';

COMMENT ON COLUMN mart.score.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.score.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.score.score IS 'Score; null where there is none.';

COMMENT ON COLUMN mart.score.rank_in_class IS 'Place within the class.';

COMMENT ON COLUMN mart.score.rank_overall IS 'Place among all.';

COMMENT ON COLUMN mart.score.level_code IS 'Maturity level; only for side all.';

CREATE VIEW mart.current_score WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.node_code,
    t.parent_code,
    t.level,
    t.side,
    t.name_id,
    t.name_en,
    t.score,
    t.rank_in_class,
    t.rank_overall,
    t.level_code
   FROM (mart.score t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_score IS 'mart.score of the releases in force.';

CREATE TABLE mart.sensitivity (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    factor text NOT NULL,
    first_order double precision NOT NULL,
    first_order_interval double precision NOT NULL,
    total double precision NOT NULL,
    total_interval double precision NOT NULL
);

COMMENT ON TABLE mart.sensitivity IS 'One row per choice that varies: how much of the shift of ranks it makes (Sobol indices).';

COMMENT ON COLUMN mart.sensitivity.release_id IS 'Release.';

COMMENT ON COLUMN mart.sensitivity.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.sensitivity.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.sensitivity.factor IS 'What varies.';

COMMENT ON COLUMN mart.sensitivity.first_order IS 'Share of the variance of the mean absolute shift of ranks that it makes alone.';

COMMENT ON COLUMN mart.sensitivity.first_order_interval IS 'Half width of the 95 per cent interval.';

COMMENT ON COLUMN mart.sensitivity.total IS 'Share that it makes alone and with the others.';

COMMENT ON COLUMN mart.sensitivity.total_interval IS 'Half width of the 95 per cent interval.';

CREATE VIEW mart.current_sensitivity WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.factor,
    t.first_order,
    t.first_order_interval,
    t.total,
    t.total_interval
   FROM (mart.sensitivity t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_sensitivity IS 'mart.sensitivity of the releases in force.';

CREATE TABLE mart.stage_change (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    class_code text NOT NULL,
    city_code text NOT NULL,
    city_name text NOT NULL,
    is_nominee boolean NOT NULL,
    first_stage_score double precision,
    first_stage_rank_in_class integer,
    score double precision,
    rank_in_class integer,
    score_change double precision,
    survey_points double precision NOT NULL,
    visit_points double precision NOT NULL,
    other_points double precision
);

COMMENT ON TABLE mart.stage_change IS 'What changed between the two stages of a release, per city; no rows where there is one stage.';

COMMENT ON COLUMN mart.stage_change.release_id IS 'Release.';

COMMENT ON COLUMN mart.stage_change.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.stage_change.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.stage_change.class_code IS 'Class.';

COMMENT ON COLUMN mart.stage_change.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.stage_change.city_name IS 'Name.';

COMMENT ON COLUMN mart.stage_change.is_nominee IS 'A nominee. The scores of the others are those of the first stage.';

COMMENT ON COLUMN mart.stage_change.first_stage_score IS 'Score of the first stage; null without one.';

COMMENT ON COLUMN mart.stage_change.first_stage_rank_in_class IS 'Place in the class in the first stage; null without one.';

COMMENT ON COLUMN mart.stage_change.score IS 'Final score; null without one.';

COMMENT ON COLUMN mart.stage_change.rank_in_class IS 'Final place in the class; null without one.';

COMMENT ON COLUMN mart.stage_change.score_change IS 'Final score less that of the first stage: survey, visit and other points.';

COMMENT ON COLUMN mart.stage_change.survey_points IS 'What the survey gave: final weight x (normalised value less what stood there before, or the score of the first stage where nothing did).';

COMMENT ON COLUMN mart.stage_change.visit_points IS 'What the visits gave, likewise.';

COMMENT ON COLUMN mart.stage_change.other_points IS 'The rest: the weights of what was there before are shared anew.';

CREATE VIEW mart.current_stage_change WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.class_code,
    t.city_code,
    t.city_name,
    t.is_nominee,
    t.first_stage_score,
    t.first_stage_rank_in_class,
    t.score,
    t.rank_in_class,
    t.score_change,
    t.survey_points,
    t.visit_points,
    t.other_points
   FROM (mart.stage_change t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_stage_change IS 'mart.stage_change of the releases in force.';

CREATE TABLE mart.strength (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    class_code text NOT NULL,
    kind text NOT NULL,
    place integer NOT NULL,
    indicator_code text NOT NULL,
    parent_code text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    unit text NOT NULL,
    value double precision NOT NULL,
    origin text NOT NULL,
    is_simulated boolean NOT NULL,
    normalised double precision NOT NULL,
    class_median double precision NOT NULL,
    effective_weight double precision NOT NULL,
    points double precision NOT NULL,
    rank_in_class integer NOT NULL,
    class_cities integer NOT NULL,
    class_best double precision NOT NULL,
    gap double precision NOT NULL,
    best_city_code text NOT NULL,
    CONSTRAINT strength_kind_check CHECK ((kind = ANY (ARRAY['strength'::text, 'weakness'::text])))
);

COMMENT ON TABLE mart.strength IS 'One row per city and strength or weakness: the indicators that lift it most above, or press it most below, the median of its class.';

COMMENT ON COLUMN mart.strength.release_id IS 'Release.';

COMMENT ON COLUMN mart.strength.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.strength.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.strength.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.strength.class_code IS 'Class whose cities it is compared with.';

COMMENT ON COLUMN mart.strength.kind IS 'strength: above the median of the class; weakness: below.';

COMMENT ON COLUMN mart.strength.place IS '1 is the strongest strength or the weakest weakness.';

COMMENT ON COLUMN mart.strength.indicator_code IS 'Indicator.';

COMMENT ON COLUMN mart.strength.parent_code IS 'Node above it.';

COMMENT ON COLUMN mart.strength.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN mart.strength.name_en IS 'Name in English.';

COMMENT ON COLUMN mart.strength.unit IS 'Unit of value.';

COMMENT ON COLUMN mart.strength.value IS 'Value in the unit, after its denominator.';

COMMENT ON COLUMN mart.strength.origin IS 'official, submitted, survey or visit; imputed values are no strength and no weakness.';

COMMENT ON COLUMN mart.strength.is_simulated IS 'True for a simulated value.';

COMMENT ON COLUMN mart.strength.normalised IS 'Value on the scale of the index.';

COMMENT ON COLUMN mart.strength.class_median IS 'Median of normalised over the cities of the class that reported.';

COMMENT ON COLUMN mart.strength.effective_weight IS 'Share of the indicator in the index; scoring.weight.';

COMMENT ON COLUMN mart.strength.points IS 'effective_weight x (normalised - class_median): points of an arithmetic index.';

COMMENT ON COLUMN mart.strength.rank_in_class IS 'Place of the city on this indicator in its class, ties share the smaller.';

COMMENT ON COLUMN mart.strength.class_cities IS 'Cities of the class that reported the indicator.';

COMMENT ON COLUMN mart.strength.class_best IS 'Best normalised value of the class.';

COMMENT ON COLUMN mart.strength.gap IS 'class_best - normalised.';

COMMENT ON COLUMN mart.strength.best_city_code IS 'City that has the best, the first by code: where to learn.';

CREATE VIEW mart.current_strength WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.class_code,
    t.kind,
    t.place,
    t.indicator_code,
    t.parent_code,
    t.name_id,
    t.name_en,
    t.unit,
    t.value,
    t.origin,
    t.is_simulated,
    t.normalised,
    t.class_median,
    t.effective_weight,
    t.points,
    t.rank_in_class,
    t.class_cities,
    t.class_best,
    t.gap,
    t.best_city_code
   FROM (mart.strength t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_strength IS 'mart.strength of the releases in force.';

CREATE TABLE mart.survey_estimate (
    release_id text NOT NULL,
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    city_code text NOT NULL,
    city_name text NOT NULL,
    indicator_code text NOT NULL,
    item text NOT NULL,
    domain text NOT NULL,
    level text NOT NULL,
    statistic text NOT NULL,
    status text NOT NULL,
    estimate double precision,
    se double precision,
    ci_low double precision,
    ci_high double precision,
    deff double precision,
    df bigint,
    n bigint,
    is_simulated boolean NOT NULL,
    CONSTRAINT survey_estimate_domain_check CHECK ((domain = ANY (ARRAY['all'::text, 'age_group'::text, 'sex'::text]))),
    CONSTRAINT survey_estimate_statistic_check CHECK ((statistic = ANY (ARRAY['mean'::text, 'proportion'::text, 'total'::text]))),
    CONSTRAINT survey_estimate_status_check CHECK ((status = ANY (ARRAY['reported'::text, 'below_target'::text, 'suppressed'::text, 'not_surveyed'::text])))
);

COMMENT ON TABLE mart.survey_estimate IS 'What the citizen survey estimates per city, item or indicator, and domain, with its error. Cells of fewer answers than cycle.yaml says (10) are suppressed, and with them so many of the next smallest that no difference gives them away.';

COMMENT ON COLUMN mart.survey_estimate.release_id IS 'Release.';

COMMENT ON COLUMN mart.survey_estimate.cycle_year IS 'Cycle.';

COMMENT ON COLUMN mart.survey_estimate.framework_id IS 'Framework.';

COMMENT ON COLUMN mart.survey_estimate.city_code IS 'BPS code.';

COMMENT ON COLUMN mart.survey_estimate.city_name IS 'Name.';

COMMENT ON COLUMN mart.survey_estimate.indicator_code IS 'Survey indicator.';

COMMENT ON COLUMN mart.survey_estimate.item IS 'Item of the indicator; empty for the indicator itself.';

COMMENT ON COLUMN mart.survey_estimate.domain IS 'all, age_group or sex.';

COMMENT ON COLUMN mart.survey_estimate.level IS 'Which age group or sex; empty for all.';

COMMENT ON COLUMN mart.survey_estimate.statistic IS 'mean (on 1 to 5, more is better), proportion (share of those favourable) or total (their number in the population).';

COMMENT ON COLUMN mart.survey_estimate.status IS 'reported; below_target (too few answers in the city to score); suppressed (a small cell, or one that would give a small cell away); not_surveyed (never a zero).';

COMMENT ON COLUMN mart.survey_estimate.estimate IS 'Estimate; null where suppressed or not surveyed.';

COMMENT ON COLUMN mart.survey_estimate.se IS 'Standard error by Taylor linearisation; null where suppressed, not surveyed, or where the design shows no variance.';

COMMENT ON COLUMN mart.survey_estimate.ci_low IS 'Lower end of the 95 per cent t interval; null as the standard error is.';

COMMENT ON COLUMN mart.survey_estimate.ci_high IS 'Upper end of it.';

COMMENT ON COLUMN mart.survey_estimate.deff IS 'Design effect: variance over that of a simple random sample of the same size; null where there is none.';

COMMENT ON COLUMN mart.survey_estimate.df IS 'Degrees of freedom of the city''s design; null where suppressed or not surveyed.';

COMMENT ON COLUMN mart.survey_estimate.n IS 'Answers that the estimate rests on; null where suppressed.';

COMMENT ON COLUMN mart.survey_estimate.is_simulated IS 'True where any of the answers is simulated.';

CREATE VIEW mart.current_survey_estimate WITH (security_invoker='true') AS
 SELECT t.release_id,
    t.cycle_year,
    t.framework_id,
    t.city_code,
    t.city_name,
    t.indicator_code,
    t.item,
    t.domain,
    t.level,
    t.statistic,
    t.status,
    t.estimate,
    t.se,
    t.ci_low,
    t.ci_high,
    t.deff,
    t.df,
    t.n,
    t.is_simulated
   FROM (mart.survey_estimate t
     JOIN mart.release r USING (release_id))
  WHERE (r.state = 'current'::text);

COMMENT ON VIEW mart.current_survey_estimate IS 'mart.survey_estimate of the releases in force.';

CREATE TABLE ops.assessment_extension (
    cycle_year integer NOT NULL,
    assessor text NOT NULL,
    extended_until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    granted_by text NOT NULL,
    granted_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE ops.assessment_extension IS 'Recorded extensions of the phase assessment; without one, what an assessor sends late is kept but not counted.';

COMMENT ON COLUMN ops.assessment_extension.cycle_year IS 'Cycle.';

COMMENT ON COLUMN ops.assessment_extension.assessor IS 'Code of the assessor who got the extension.';

COMMENT ON COLUMN ops.assessment_extension.extended_until IS 'First instant at which an assessment of this assessor is late.';

COMMENT ON COLUMN ops.assessment_extension.reason IS 'Why it was granted.';

COMMENT ON COLUMN ops.assessment_extension.granted_by IS 'Who granted it.';

COMMENT ON COLUMN ops.assessment_extension.granted_at IS 'When it was recorded.';

CREATE TABLE ops.assessor (
    cycle_year integer NOT NULL,
    assessor text NOT NULL,
    name text NOT NULL,
    registered_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE ops.assessor IS 'The assessors of a cycle, as the secretariat registered them.';

COMMENT ON COLUMN ops.assessor.cycle_year IS 'Cycle.';

COMMENT ON COLUMN ops.assessor.assessor IS 'Code of the assessor, as written in assessments.';

COMMENT ON COLUMN ops.assessor.name IS 'Name of the person.';

COMMENT ON COLUMN ops.assessor.registered_at IS 'When the register was loaded.';

CREATE TABLE ops.assessor_conflict (
    cycle_year integer NOT NULL,
    assessor text NOT NULL,
    city_code text NOT NULL,
    reason text NOT NULL
);

COMMENT ON TABLE ops.assessor_conflict IS 'Declared conflicts of interest: the cities that an assessor may not read.';

COMMENT ON COLUMN ops.assessor_conflict.cycle_year IS 'Cycle.';

COMMENT ON COLUMN ops.assessor_conflict.assessor IS 'Assessor.';

COMMENT ON COLUMN ops.assessor_conflict.city_code IS 'BPS code of the city.';

COMMENT ON COLUMN ops.assessor_conflict.reason IS 'What the conflict is, as declared.';

CREATE TABLE ops.cycle_framework (
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    framework_hash text NOT NULL,
    is_primary boolean NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    status text DEFAULT 'demo'::text NOT NULL,
    CONSTRAINT cycle_framework_status_check CHECK ((status = ANY (ARRAY['demo'::text, 'frozen'::text])))
);

COMMENT ON TABLE ops.cycle_framework IS 'The frameworks by which a cycle is scored, frozen by their content hash.';

COMMENT ON COLUMN ops.cycle_framework.cycle_year IS 'Cycle.';

COMMENT ON COLUMN ops.cycle_framework.framework_id IS 'Folder name under include/frameworks.';

COMMENT ON COLUMN ops.cycle_framework.framework_hash IS 'SHA-256 of the framework folder at the moment of freezing.';

COMMENT ON COLUMN ops.cycle_framework.is_primary IS 'True for the framework whose indicators the cities are asked for.';

COMMENT ON COLUMN ops.cycle_framework.frozen_at IS 'When the hash was frozen.';

COMMENT ON COLUMN ops.cycle_framework.status IS 'Status of the framework when it was frozen: a demo may be frozen anew.';

CREATE TABLE ops.cycle_lock (
    cycle_year integer NOT NULL
);

COMMENT ON TABLE ops.cycle_lock IS 'One row per cycle that was ever written to; whoever writes to the cycle holds its row locked.';

COMMENT ON COLUMN ops.cycle_lock.cycle_year IS 'Cycle; 0 for reference data.';

CREATE TABLE ops.decision (
    decision_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    outcome text NOT NULL,
    decided_by text NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    effect text
);

COMMENT ON TABLE ops.decision IS 'Decisions of people, append-only.';

COMMENT ON COLUMN ops.decision.decision_id IS 'Running number.';

COMMENT ON COLUMN ops.decision.cycle_year IS 'Cycle.';

COMMENT ON COLUMN ops.decision.kind IS 'What was decided: release, shortlist, objection, city_of_file, set_aside.';

COMMENT ON COLUMN ops.decision.subject IS 'What it is about, for example a release_id or the hash of a file.';

COMMENT ON COLUMN ops.decision.outcome IS 'The answer chosen.';

COMMENT ON COLUMN ops.decision.decided_by IS 'Name of the person (or of the demo approver).';

COMMENT ON COLUMN ops.decision.reason IS 'Reason given.';

COMMENT ON COLUMN ops.decision.decided_at IS 'When the answer was given.';

COMMENT ON COLUMN ops.decision.effect IS 'What came of the answer: done as it says, or why nothing was; null where that is the outcome itself.';

ALTER TABLE ops.decision ALTER COLUMN decision_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.decision_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ops.past_cycle (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    framework_id text NOT NULL,
    is_simulated boolean NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE ops.past_cycle IS 'Cycles from before this pipeline whose submitted values were loaded from a table: no inbox, scores or release of them are here.';

COMMENT ON COLUMN ops.past_cycle.cycle_year IS 'Year of the past cycle.';

COMMENT ON COLUMN ops.past_cycle.file_hash IS 'SHA-256 of the table, its name in the archive.';

COMMENT ON COLUMN ops.past_cycle.file_name IS 'Name of the table.';

COMMENT ON COLUMN ops.past_cycle.framework_id IS 'Framework whose indicator codes and units the table uses.';

COMMENT ON COLUMN ops.past_cycle.is_simulated IS 'True for test data.';

COMMENT ON COLUMN ops.past_cycle.loaded_at IS 'When it was loaded.';

CREATE TABLE ops.release_made_of (
    release_id text NOT NULL,
    made_of text NOT NULL
);

COMMENT ON TABLE ops.release_made_of IS 'What each release is built from, as one hash: where it is the same, nothing is built to find that nothing is new.';

COMMENT ON COLUMN ops.release_made_of.release_id IS 'Release.';

COMMENT ON COLUMN ops.release_made_of.made_of IS 'SHA-256 over run, data, calendar, framework, earlier cycles and code that it was last found to be built from.';

CREATE TABLE ops.submission_extension (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    extended_until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    granted_by text NOT NULL,
    granted_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE ops.submission_extension IS 'Recorded extensions of the submission deadline; without one, late is kept but not counted.';

COMMENT ON COLUMN ops.submission_extension.cycle_year IS 'Cycle.';

COMMENT ON COLUMN ops.submission_extension.city_code IS 'BPS code of the city that got the extension.';

COMMENT ON COLUMN ops.submission_extension.extended_until IS 'First instant at which a submission of this city is late.';

COMMENT ON COLUMN ops.submission_extension.reason IS 'Why it was granted.';

COMMENT ON COLUMN ops.submission_extension.granted_by IS 'Who granted it.';

COMMENT ON COLUMN ops.submission_extension.granted_at IS 'When it was recorded.';

CREATE TABLE public.schema_part (
    content_hash text NOT NULL,
    views text[] NOT NULL
);

COMMENT ON TABLE public.schema_part IS 'One row: hash of the functions, views and rights that the warehouse has, and which views.';

CREATE TABLE public.schema_revision (
    version_num character varying(32) NOT NULL
);

CREATE TABLE quality.assessment_state (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    state text NOT NULL,
    readers integer NOT NULL,
    lowest_level integer NOT NULL,
    highest_level integer NOT NULL,
    claimed_level integer,
    assessed_level integer,
    CONSTRAINT assessment_state_state_check CHECK ((state = ANY (ARRAY['single'::text, 'agreed'::text, 'third_needed'::text, 'settled'::text])))
);

COMMENT ON TABLE quality.assessment_state IS 'How far the assessment of each maturity answer is; rebuilt with the cycle. Without an assessed level the claim scores as a claim.';

COMMENT ON COLUMN quality.assessment_state.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.assessment_state.city_code IS 'BPS code.';

COMMENT ON COLUMN quality.assessment_state.indicator_code IS 'Maturity question.';

COMMENT ON COLUMN quality.assessment_state.state IS 'single (a reader is missing), agreed (two readers near enough), third_needed (too far apart, open), settled (by a third reader).';

COMMENT ON COLUMN quality.assessment_state.readers IS 'Number of assessors whose level counts.';

COMMENT ON COLUMN quality.assessment_state.lowest_level IS 'Lowest level given.';

COMMENT ON COLUMN quality.assessment_state.highest_level IS 'Highest level given.';

COMMENT ON COLUMN quality.assessment_state.claimed_level IS 'Level that the city claims.';

COMMENT ON COLUMN quality.assessment_state.assessed_level IS 'Level that scores, by the rule in cycle.yaml; null while the question is open.';

CREATE TABLE quality.assessor_agreement (
    cycle_year integer NOT NULL,
    indicator_code text NOT NULL,
    pairs integer NOT NULL,
    exact_pct double precision NOT NULL,
    within_one_pct double precision NOT NULL,
    weighted_kappa double precision,
    note text NOT NULL
);

COMMENT ON TABLE quality.assessor_agreement IS 'Agreement of first and second readers, per maturity question and over all of them; rebuilt with the cycle.';

COMMENT ON COLUMN quality.assessor_agreement.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.assessor_agreement.indicator_code IS 'Maturity question; all over all of them.';

COMMENT ON COLUMN quality.assessor_agreement.pairs IS 'Number of answers that two assessors read.';

COMMENT ON COLUMN quality.assessor_agreement.exact_pct IS 'Share of the pairs with the same level, per cent.';

COMMENT ON COLUMN quality.assessor_agreement.within_one_pct IS 'Share of the pairs whose levels are at most one apart, per cent.';

COMMENT ON COLUMN quality.assessor_agreement.weighted_kappa IS 'Cohen kappa with quadratic weights, 1 being full agreement and 0 that of chance; null where it does not exist.';

COMMENT ON COLUMN quality.assessor_agreement.note IS 'Why there is no kappa; empty where there is one.';

CREATE TABLE staging.assessment (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    cycle_text text,
    city_code text,
    indicator_code text,
    assessor text,
    level_text text,
    level integer,
    reason text,
    evidence_seen text,
    read_at_text text,
    read_at timestamp with time zone,
    is_simulated boolean NOT NULL,
    deadline_at timestamp with time zone
);

COMMENT ON TABLE staging.assessment IS 'The rows of the files of assessments, typed, before they are checked.';

COMMENT ON COLUMN staging.assessment.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.assessment.file_hash IS 'The file.';

COMMENT ON COLUMN staging.assessment.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN staging.assessment.received_at IS 'When the file was first delivered.';

COMMENT ON COLUMN staging.assessment.sheet IS 'Sheet of the workbook (csv for a CSV file).';

COMMENT ON COLUMN staging.assessment.row_number IS 'Row in the sheet, counted from 1.';

COMMENT ON COLUMN staging.assessment.cell IS 'Cell of the level.';

COMMENT ON COLUMN staging.assessment.cycle_text IS 'Cycle as written.';

COMMENT ON COLUMN staging.assessment.city_code IS 'City code without the spaces around it.';

COMMENT ON COLUMN staging.assessment.indicator_code IS 'Indicator code without the spaces around it.';

COMMENT ON COLUMN staging.assessment.assessor IS 'Assessor without the spaces around it.';

COMMENT ON COLUMN staging.assessment.level_text IS 'Level as written.';

COMMENT ON COLUMN staging.assessment.level IS 'Level; null where it is no whole number.';

COMMENT ON COLUMN staging.assessment.reason IS 'Reason; null where none is written.';

COMMENT ON COLUMN staging.assessment.evidence_seen IS 'Evidence that the assessor saw; null where none is written.';

COMMENT ON COLUMN staging.assessment.read_at_text IS 'When the answer was read, as written.';

COMMENT ON COLUMN staging.assessment.read_at IS 'The same as an instant (Asia/Jakarta where no zone is written); null where it cannot be read.';

COMMENT ON COLUMN staging.assessment.is_simulated IS 'The row declares itself simulated.';

COMMENT ON COLUMN staging.assessment.deadline_at IS 'First instant at which a row of this assessor is late, extensions included; null where the calendar closes no phase assessment.';

CREATE VIEW quality.batch_assessment AS
 SELECT given.cycle_year,
    given.file_hash,
    given.file_name,
    given.received_at,
    given.sheet,
    given.row_number,
    given.cell,
    given.cycle_text,
    given.city_code,
    given.indicator_code,
    given.assessor,
    given.level_text,
    given.level,
    given.reason,
    given.evidence_seen,
    given.read_at_text,
    given.read_at,
    given.is_simulated,
    given.deadline_at,
    ops.local_time(given.received_at, given.cycle_year) AS received_text,
    (city.city_code IS NOT NULL) AS is_city_of_cycle,
    indicator.name_id AS indicator_name,
    COALESCE(((indicator.value_kind = 'maturity'::text) AND (indicator.source = 'submitted'::text)), false) AS is_maturity_question,
    (register.assessor IS NOT NULL) AS is_assessor,
    conflict.reason AS conflict_reason,
    claim.value AS claimed_level,
    count(*) OVER (PARTITION BY given.file_hash, given.assessor, given.city_code, given.indicator_code) AS times_in_file
   FROM (((((staging.assessment given
     LEFT JOIN core.cycle_city city USING (cycle_year, city_code))
     LEFT JOIN core.cycle_indicator indicator USING (cycle_year, indicator_code))
     LEFT JOIN ops.assessor register USING (cycle_year, assessor))
     LEFT JOIN ops.assessor_conflict conflict USING (cycle_year, assessor, city_code))
     LEFT JOIN core.indicator_value claim ON (((claim.cycle_year = given.cycle_year) AND (claim.city_code = given.city_code) AND (claim.indicator_code = given.indicator_code) AND (claim.origin = 'submitted'::text))))
  WHERE (given.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_assessment IS 'staging.assessment of the cycle as the suite assessment reads it, beside register, question and claim.';

CREATE TABLE staging.city (
    row_number integer NOT NULL,
    city_code text,
    kemendagri_code text,
    city_name text,
    province text,
    latitude double precision,
    longitude double precision,
    area_km2 double precision,
    is_autonomous boolean,
    namesake_regency_code text,
    source text,
    licence text
);

COMMENT ON TABLE staging.city IS 'The city register, typed, before it is checked.';

COMMENT ON COLUMN staging.city.row_number IS 'Line in cities.csv.';

COMMENT ON COLUMN staging.city.city_code IS 'BPS code, four digits.';

COMMENT ON COLUMN staging.city.kemendagri_code IS 'Code of the Ministry of Home Affairs, nn.nn; its digits differ from BPS for 19 cities.';

COMMENT ON COLUMN staging.city.city_name IS 'Official name, beginning with Kota.';

COMMENT ON COLUMN staging.city.province IS 'Province.';

COMMENT ON COLUMN staging.city.latitude IS 'Degrees north.';

COMMENT ON COLUMN staging.city.longitude IS 'Degrees east.';

COMMENT ON COLUMN staging.city.area_km2 IS 'Area in square kilometres.';

COMMENT ON COLUMN staging.city.is_autonomous IS 'True for the 93 cities that take part; false for the five of DKI Jakarta.';

COMMENT ON COLUMN staging.city.namesake_regency_code IS 'BPS code of the regency of the same name, where there is one.';

COMMENT ON COLUMN staging.city.source IS 'Source of the row.';

COMMENT ON COLUMN staging.city.licence IS 'Licence note of the source.';

CREATE VIEW quality.batch_city AS
 SELECT row_number,
    city_code,
    kemendagri_code,
    city_name,
    province,
    latitude,
    longitude,
    area_km2,
    is_autonomous,
    namesake_regency_code,
    source,
    licence,
    count(*) OVER (PARTITION BY city_code) AS times_code,
    count(*) OVER (PARTITION BY kemendagri_code) AS times_kemendagri_code,
    count(*) OVER (PARTITION BY city_name) AS times_name,
    (min(province) OVER (PARTITION BY ("left"(city_code, 2))) <> max(province) OVER (PARTITION BY ("left"(city_code, 2)))) AS is_province_split
   FROM staging.city;

COMMENT ON VIEW quality.batch_city IS 'staging.city as the suite city reads it.';

CREATE TABLE staging.city_name (
    row_number integer NOT NULL,
    city_code text,
    written_name text,
    source text
);

COMMENT ON TABLE staging.city_name IS 'Written names of cities, before they are checked.';

COMMENT ON COLUMN staging.city_name.row_number IS 'Line in city_name_variants.csv.';

COMMENT ON COLUMN staging.city_name.city_code IS 'BPS code of the city that is meant.';

COMMENT ON COLUMN staging.city_name.written_name IS 'The name as it was found.';

COMMENT ON COLUMN staging.city_name.source IS 'Where it was found.';

CREATE TABLE staging.regency (
    row_number integer NOT NULL,
    regency_code text,
    kemendagri_code text,
    regency_name text,
    province text,
    source text
);

COMMENT ON TABLE staging.regency IS 'The regencies, before they are checked.';

COMMENT ON COLUMN staging.regency.row_number IS 'Line in regencies.csv.';

COMMENT ON COLUMN staging.regency.regency_code IS 'BPS code, four digits.';

COMMENT ON COLUMN staging.regency.kemendagri_code IS 'Code of the Ministry of Home Affairs, nn.nn.';

COMMENT ON COLUMN staging.regency.regency_name IS 'Official name, beginning with Kabupaten.';

COMMENT ON COLUMN staging.regency.province IS 'Province.';

COMMENT ON COLUMN staging.regency.source IS 'Source of the row.';

CREATE VIEW quality.batch_city_name AS
 WITH spelling AS (
         SELECT staged.row_number,
            staged.city_code,
            staged.written_name,
            staged.source,
            name.name_key,
            name.whole_key,
            name.kind
           FROM (staging.city_name staged
             CROSS JOIN LATERAL core.name_key(staged.written_name) name(name_key, whole_key, kind))
        ), meant AS (
         SELECT city_1.city_code,
            official.name_key
           FROM (staging.city city_1
             CROSS JOIN LATERAL core.name_key(city_1.city_name) official(name_key, whole_key, kind))
        UNION
         SELECT spelling_1.city_code,
            spelling_1.name_key
           FROM spelling spelling_1
        ), meanings AS (
         SELECT meant.name_key,
            count(DISTINCT meant.city_code) AS cities
           FROM meant
          GROUP BY meant.name_key
        )
 SELECT spelling.row_number,
    spelling.city_code,
    spelling.written_name,
    spelling.source,
    city.city_name,
    count(*) OVER (PARTITION BY spelling.written_name) AS times_name,
    meanings.cities AS cities_of_key,
    ((spelling.kind = 'regency'::text) OR (EXISTS ( SELECT
           FROM (staging.regency regency
             CROSS JOIN LATERAL core.name_key(regency.regency_name) known(name_key, whole_key, kind))
          WHERE ((known.name_key = spelling.whole_key) AND (NOT (regency.regency_code IN ( SELECT city_1.namesake_regency_code
                   FROM staging.city city_1
                  WHERE (city_1.namesake_regency_code IS NOT NULL)))))))) AS is_regency
   FROM ((spelling
     LEFT JOIN staging.city city USING (city_code))
     LEFT JOIN meanings USING (name_key));

COMMENT ON VIEW quality.batch_city_name IS 'staging.city_name as the suite city_name reads it, beside the city that is meant.';

CREATE TABLE scoring.contribution (
    run_id bigint NOT NULL,
    unit_code text NOT NULL,
    code text NOT NULL,
    parent_code text,
    level integer NOT NULL,
    effective_weight double precision NOT NULL,
    contribution double precision NOT NULL
);

COMMENT ON TABLE scoring.contribution IS 'Step 11, contribute: how much of the index each node and indicator gives each unit.';

COMMENT ON COLUMN scoring.contribution.run_id IS 'Run.';

COMMENT ON COLUMN scoring.contribution.unit_code IS 'Unit.';

COMMENT ON COLUMN scoring.contribution.code IS 'Node or indicator that is present for the unit.';

COMMENT ON COLUMN scoring.contribution.parent_code IS 'Its parent; null for the index.';

COMMENT ON COLUMN scoring.contribution.level IS 'Level; indicators are 1.';

COMMENT ON COLUMN scoring.contribution.effective_weight IS 'Weight in the index after rescaling over what is present; those of the indicators add up to 1.';

COMMENT ON COLUMN scoring.contribution.contribution IS 'Points of the index (arithmetic), of its log (geometric), reciprocal (harmonic) or power (generalised); those of the indicators add up to it.';

CREATE TABLE scoring.run_indicator (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    parent_code text NOT NULL,
    weight double precision NOT NULL,
    direction smallint NOT NULL,
    side text NOT NULL,
    unit text NOT NULL,
    denominator text,
    transform text,
    imputation jsonb NOT NULL,
    treatment jsonb NOT NULL,
    normalisation jsonb NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    valid_min double precision,
    valid_max double precision
);

COMMENT ON TABLE scoring.run_indicator IS 'The indicators with the method resolved for each.';

COMMENT ON COLUMN scoring.run_indicator.run_id IS 'Run.';

COMMENT ON COLUMN scoring.run_indicator.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.run_indicator.parent_code IS 'Parent node.';

COMMENT ON COLUMN scoring.run_indicator.weight IS 'Weight within the parent, before rescaling.';

COMMENT ON COLUMN scoring.run_indicator.direction IS '+1 if more is better, -1 if less is.';

COMMENT ON COLUMN scoring.run_indicator.side IS 'process or outcome.';

COMMENT ON COLUMN scoring.run_indicator.unit IS 'Unit of the raw value.';

COMMENT ON COLUMN scoring.run_indicator.denominator IS 'Denominator column; null if none.';

COMMENT ON COLUMN scoring.run_indicator.transform IS 'ln before normalising by goalposts; null if none.';

COMMENT ON COLUMN scoring.run_indicator.imputation IS 'Method and parameters of imputation.';

COMMENT ON COLUMN scoring.run_indicator.treatment IS 'Method and parameters of outlier treatment.';

COMMENT ON COLUMN scoring.run_indicator.normalisation IS 'Method and parameters of normalisation, goalposts included.';

COMMENT ON COLUMN scoring.run_indicator.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN scoring.run_indicator.name_en IS 'Name in English.';

COMMENT ON COLUMN scoring.run_indicator.valid_min IS 'Smallest possible value; null if none.';

COMMENT ON COLUMN scoring.run_indicator.valid_max IS 'Largest possible value; null if none.';

CREATE TABLE scoring.run_node (
    run_id bigint NOT NULL,
    node_code text NOT NULL,
    parent_code text,
    level integer NOT NULL,
    weight double precision NOT NULL,
    aggregation text NOT NULL,
    power double precision,
    data_threshold double precision,
    name_id text NOT NULL,
    name_en text NOT NULL
);

COMMENT ON TABLE scoring.run_node IS 'The tree above the indicators, with the method resolved for each parent.';

COMMENT ON COLUMN scoring.run_node.run_id IS 'Run.';

COMMENT ON COLUMN scoring.run_node.node_code IS 'Node.';

COMMENT ON COLUMN scoring.run_node.parent_code IS 'Its parent; null for the index.';

COMMENT ON COLUMN scoring.run_node.level IS 'Indicators are level 1; the index has the highest level.';

COMMENT ON COLUMN scoring.run_node.weight IS 'Weight within the parent, before rescaling.';

COMMENT ON COLUMN scoring.run_node.aggregation IS 'How the children of this node are aggregated.';

COMMENT ON COLUMN scoring.run_node.power IS 'Exponent of the generalised mean; null for the others.';

COMMENT ON COLUMN scoring.run_node.data_threshold IS 'Smallest share of children (by number, 0 to 1) that must be present; null if none.';

COMMENT ON COLUMN scoring.run_node.name_id IS 'Name in Indonesian.';

COMMENT ON COLUMN scoring.run_node.name_en IS 'Name in English.';

CREATE TABLE scoring.run_unit (
    run_id bigint NOT NULL,
    unit_code text NOT NULL,
    unit_name text NOT NULL,
    attributes jsonb NOT NULL,
    place integer NOT NULL,
    entity_code text NOT NULL,
    year integer,
    is_nominee boolean DEFAULT false NOT NULL
);

COMMENT ON TABLE scoring.run_unit IS 'The units that a run scores.';

COMMENT ON COLUMN scoring.run_unit.run_id IS 'Run.';

COMMENT ON COLUMN scoring.run_unit.unit_code IS 'Unit; for a cycle the BPS code of the city; in a panel year and entity.';

COMMENT ON COLUMN scoring.run_unit.unit_name IS 'Name.';

COMMENT ON COLUMN scoring.run_unit.attributes IS 'Every further column of the units, as text: groups such as {"class_code": "besar"}, and denominators.';

COMMENT ON COLUMN scoring.run_unit.place IS 'Place of the unit in the arrays of the step tables: 1 to n in the order of unit_code.';

COMMENT ON COLUMN scoring.run_unit.entity_code IS 'What the unit is; the same as unit_code but in a panel.';

COMMENT ON COLUMN scoring.run_unit.year IS 'Year of the unit in a panel; null elsewhere.';

COMMENT ON COLUMN scoring.run_unit.is_nominee IS 'A nominee: scored on all origins and ranked before the others, who stand on those of the first stage. False for all: one stage.';

CREATE TABLE scoring.score (
    run_id bigint NOT NULL,
    node_code text NOT NULL,
    side text NOT NULL,
    score double precision[] NOT NULL,
    coverage double precision[] NOT NULL,
    CONSTRAINT score_side_check CHECK ((side = ANY (ARRAY['all'::text, 'process'::text, 'outcome'::text])))
);
ALTER TABLE ONLY scoring.score ALTER COLUMN score SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.score ALTER COLUMN coverage SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.score IS 'Step 8, aggregate: one row per node and side, its score over the units.';

COMMENT ON COLUMN scoring.score.run_id IS 'Run.';

COMMENT ON COLUMN scoring.score.node_code IS 'Node.';

COMMENT ON COLUMN scoring.score.side IS 'all, or process or outcome: the same tree on the indicators of that side alone.';

COMMENT ON COLUMN scoring.score.score IS 'Score of each unit, in the order of run_unit.place; null below the data threshold or with no child.';

COMMENT ON COLUMN scoring.score.coverage IS 'Share (0 to 1) of the weight below the node, within the side, that is reported or imputed, per unit.';

CREATE VIEW scoring.unit_score AS
 SELECT score.run_id,
    unit.unit_code,
    unit.place,
    score.node_code,
    score.side,
    cell.score,
    cell.coverage
   FROM ((scoring.score score
     CROSS JOIN LATERAL UNNEST(score.score, score.coverage) WITH ORDINALITY cell(score, coverage, place))
     JOIN scoring.run_unit unit ON (((unit.run_id = score.run_id) AND (unit.place = cell.place))));

COMMENT ON VIEW scoring.unit_score IS 'One row per unit, node and side: scoring.score unit by unit.';

CREATE VIEW quality.batch_contribution AS
 SELECT run.run_id,
    run.framework_id,
    score.unit_code,
    score.score,
    scoring.mean_transform(node.aggregation, node.power, score.score) AS transformed_score,
    given.indicators,
    given.weight_sum,
    given.contribution_sum
   FROM (((quality.checked_run() run(run_id, kind, cycle_year, framework_id, framework_hash, settings, started_at, finished_at, first_run_id, data_version, simulated_at)
     JOIN scoring.run_node node ON (((node.run_id = run.run_id) AND (node.parent_code IS NULL))))
     JOIN scoring.unit_score score ON (((score.run_id = run.run_id) AND (score.node_code = node.node_code) AND (score.side = 'all'::text))))
     CROSS JOIN LATERAL ( SELECT count(*) AS indicators,
            sum(part.effective_weight ORDER BY part.code) AS weight_sum,
            sum(part.contribution ORDER BY part.code) AS contribution_sum
           FROM (scoring.contribution part
             JOIN scoring.run_indicator indicator ON (((indicator.run_id = part.run_id) AND (indicator.indicator_code = part.code))))
          WHERE ((part.run_id = run.run_id) AND (part.unit_code = score.unit_code))) given);

COMMENT ON VIEW quality.batch_contribution IS 'What the indicators give the index of each city, added up, as the suite contribution reads it.';

CREATE VIEW quality.batch_indicator_value AS
 SELECT given.release_id,
    given.cycle_year,
    given.framework_id,
    given.city_code,
    given.indicator_code,
    given.parent_code,
    given.name_id,
    given.name_en,
    given.unit,
    given.side,
    given.value,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.normalised,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell,
    given.treated,
    given.denominated_value,
    count(*) OVER (PARTITION BY given.release_id, given.indicator_code) AS times_indicator,
    ( SELECT count(*) AS count
           FROM core.cycle_city city
          WHERE (city.cycle_year = given.cycle_year)) AS cities
   FROM (mart.indicator_value given
     JOIN quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at) USING (release_id));

COMMENT ON VIEW quality.batch_indicator_value IS 'mart.indicator_value of the releases under check as the suite indicator_value reads it.';

CREATE TABLE staging.innovation (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    city_code text,
    name text,
    domain_text text,
    domain_code text,
    what_it_does text,
    since_text text,
    since_year integer,
    users text,
    evidence text,
    is_simulated boolean NOT NULL,
    is_asked boolean DEFAULT true NOT NULL
);

COMMENT ON TABLE staging.innovation IS 'One row per innovation of every file that could be read, typed; still to be checked.';

COMMENT ON COLUMN staging.innovation.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.innovation.file_hash IS 'The file.';

COMMENT ON COLUMN staging.innovation.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN staging.innovation.sheet IS 'Sheet.';

COMMENT ON COLUMN staging.innovation.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN staging.innovation.cell IS 'Cell of the name.';

COMMENT ON COLUMN staging.innovation.city_code IS 'BPS code; null where the file could not be attributed.';

COMMENT ON COLUMN staging.innovation.name IS 'Name; null where none is written.';

COMMENT ON COLUMN staging.innovation.domain_text IS 'Domain as written.';

COMMENT ON COLUMN staging.innovation.domain_code IS 'Domain of the cycle that it is; null where it is none.';

COMMENT ON COLUMN staging.innovation.what_it_does IS 'What it does.';

COMMENT ON COLUMN staging.innovation.since_text IS 'Since when, as written.';

COMMENT ON COLUMN staging.innovation.since_year IS 'Year since when; null where it is none.';

COMMENT ON COLUMN staging.innovation.users IS 'Who uses it and how many.';

COMMENT ON COLUMN staging.innovation.evidence IS 'Evidence.';

COMMENT ON COLUMN staging.innovation.is_simulated IS 'The file declares itself simulated.';

COMMENT ON COLUMN staging.innovation.is_asked IS 'False for a row of a clarifying file that had no open ticket.';

CREATE VIEW quality.batch_innovation AS
 SELECT cycle_year,
    file_hash,
    file_name,
    sheet,
    row_number,
    cell,
    city_code,
    name,
    domain_text,
    domain_code,
    what_it_does,
    since_text,
    since_year,
    users,
    evidence,
    is_simulated,
    is_asked
   FROM staging.innovation innovation
  WHERE (cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_innovation IS 'staging.innovation of the cycle as the suite innovation reads it.';

CREATE TABLE staging.list_file (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    folder_city_code text,
    received_at timestamp with time zone NOT NULL,
    rows_received integer NOT NULL,
    rows_read integer NOT NULL,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text
);

COMMENT ON TABLE staging.list_file IS 'The files of the lists of a cycle that were opened or are withheld, before they are checked.';

COMMENT ON COLUMN staging.list_file.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.list_file.dataset IS 'List: assessments, visits (findings) or objections.';

COMMENT ON COLUMN staging.list_file.file_hash IS 'The file.';

COMMENT ON COLUMN staging.list_file.file_name IS 'Path below the inbox of the cycle, of its first delivery.';

COMMENT ON COLUMN staging.list_file.folder_city_code IS 'Name of the folder that it lies in, which is the code of its city; null where it lies in none.';

COMMENT ON COLUMN staging.list_file.received_at IS 'When it was first delivered.';

COMMENT ON COLUMN staging.list_file.rows_received IS 'Filled rows as counted by the independent reader.';

COMMENT ON COLUMN staging.list_file.rows_read IS 'Filled rows that the loader read.';

COMMENT ON COLUMN staging.list_file.unreadable_rule IS 'Why it could not be opened; null if it was read.';

COMMENT ON COLUMN staging.list_file.unreadable_sheet IS 'Sheet at fault, where one is.';

COMMENT ON COLUMN staging.list_file.unreadable_cell IS 'Cell at fault, where one is.';

COMMENT ON COLUMN staging.list_file.unreadable_found IS 'What was found there.';

CREATE VIEW quality.batch_list_file AS
 SELECT file.cycle_year,
    file.dataset,
    file.file_hash,
    file.file_name,
    file.folder_city_code,
    file.received_at,
    file.rows_received,
    file.rows_read,
    file.unreadable_rule,
    file.unreadable_sheet,
    file.unreadable_cell,
    file.unreadable_found,
    (city.city_code IS NOT NULL) AS is_folder_of_city,
    quality.delivery_doubt(file.cycle_year, file.dataset, file.file_hash) AS delivery_doubt
   FROM (staging.list_file file
     LEFT JOIN core.cycle_city city ON (((city.cycle_year = file.cycle_year) AND (city.city_code = file.folder_city_code))))
  WHERE ((file.cycle_year = quality.cycle()) AND (file.dataset = quality.dataset()));

COMMENT ON VIEW quality.batch_list_file IS 'staging.list_file of the cycle and dataset as the suites of files of lists read it.';

CREATE TABLE staging.objection (
    objection_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    folder_city_code text,
    received_at timestamp with time zone NOT NULL,
    is_in_window boolean NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    cycle_text text,
    city_code text,
    indicator_code text,
    claimed_text text,
    claimed_value double precision,
    reason text,
    evidence text,
    is_simulated boolean NOT NULL
);

COMMENT ON TABLE staging.objection IS 'The rows of the files of objections, typed, before they are checked.';

COMMENT ON COLUMN staging.objection.objection_id IS 'Number of the objection.';

COMMENT ON COLUMN staging.objection.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.objection.file_hash IS 'The file.';

COMMENT ON COLUMN staging.objection.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN staging.objection.folder_city_code IS 'Name of the drop folder.';

COMMENT ON COLUMN staging.objection.received_at IS 'When the file was first delivered.';

COMMENT ON COLUMN staging.objection.is_in_window IS 'Delivered while the phase objections of the calendar is open.';

COMMENT ON COLUMN staging.objection.sheet IS 'Sheet of the workbook (csv for a CSV file).';

COMMENT ON COLUMN staging.objection.row_number IS 'Row in the sheet, counted from 1.';

COMMENT ON COLUMN staging.objection.cell IS 'Cell of the claimed value.';

COMMENT ON COLUMN staging.objection.cycle_text IS 'Cycle as written.';

COMMENT ON COLUMN staging.objection.city_code IS 'City code without the spaces around it.';

COMMENT ON COLUMN staging.objection.indicator_code IS 'Indicator code without the spaces around it.';

COMMENT ON COLUMN staging.objection.claimed_text IS 'Claimed value as written.';

COMMENT ON COLUMN staging.objection.claimed_value IS 'Claimed value in the unit of the indicator; null where it is no number.';

COMMENT ON COLUMN staging.objection.reason IS 'Reason; null where none is written.';

COMMENT ON COLUMN staging.objection.evidence IS 'Evidence; null where none is written.';

COMMENT ON COLUMN staging.objection.is_simulated IS 'The row declares itself simulated.';

CREATE VIEW quality.batch_objection AS
 SELECT given.objection_id,
    given.cycle_year,
    given.file_hash,
    given.file_name,
    given.folder_city_code,
    given.received_at,
    given.is_in_window,
    given.sheet,
    given.row_number,
    given.cell,
    given.cycle_text,
    given.city_code,
    given.indicator_code,
    given.claimed_text,
    given.claimed_value,
    given.reason,
    given.evidence,
    given.is_simulated,
    ops.local_time(given.received_at, given.cycle_year) AS received_text,
    indicator.name_id AS indicator_name,
    indicator.valid_min,
    indicator.valid_max,
    count(*) OVER (PARTITION BY given.file_hash, given.city_code, given.indicator_code) AS times_in_file,
    COALESCE((decision.objection_id <> given.objection_id), false) AS is_decided_already
   FROM (((staging.objection given
     LEFT JOIN core.cycle_indicator indicator USING (cycle_year, indicator_code))
     LEFT JOIN core.objection counted USING (cycle_year, city_code, indicator_code))
     LEFT JOIN core.objection_decision decision ON ((decision.objection_id = counted.objection_id)))
  WHERE (given.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_objection IS 'staging.objection of the cycle as the suite objection reads it, beside indicators and decisions.';

CREATE TABLE staging.official_statistic (
    row_number integer NOT NULL,
    city_code text,
    indicator_code text,
    year integer,
    value double precision,
    unit text,
    source text,
    licence text
);

COMMENT ON TABLE staging.official_statistic IS 'Official statistics, typed, before they are checked.';

COMMENT ON COLUMN staging.official_statistic.row_number IS 'Line in official_statistics.csv.';

COMMENT ON COLUMN staging.official_statistic.city_code IS 'BPS code.';

COMMENT ON COLUMN staging.official_statistic.indicator_code IS 'Name of the statistic, shared with the frameworks.';

COMMENT ON COLUMN staging.official_statistic.year IS 'Year that the value describes.';

COMMENT ON COLUMN staging.official_statistic.value IS 'Value in the unit.';

COMMENT ON COLUMN staging.official_statistic.unit IS 'Unit.';

COMMENT ON COLUMN staging.official_statistic.source IS 'Source of the row.';

COMMENT ON COLUMN staging.official_statistic.licence IS 'Licence note of the source.';

CREATE VIEW quality.batch_official_statistic AS
 WITH city AS (
         SELECT DISTINCT ON (city_1.city_code) city_1.city_code,
            city_1.city_name
           FROM staging.city city_1
          ORDER BY city_1.city_code, city_1.row_number
        ), namesake AS (
         SELECT DISTINCT ON (city_1.namesake_regency_code) city_1.namesake_regency_code,
            city_1.city_name
           FROM staging.city city_1
          ORDER BY city_1.namesake_regency_code, city_1.row_number
        ), previous AS (
         SELECT official_statistic.city_code,
            official_statistic.indicator_code,
            (official_statistic.year + 1) AS year,
            max(official_statistic.value) AS value
           FROM staging.official_statistic
          GROUP BY official_statistic.city_code, official_statistic.indicator_code, official_statistic.year
        ), statistic AS (
         SELECT given.row_number,
            given.city_code,
            given.indicator_code,
            given.year,
            given.value,
            given.unit,
            given.source,
            given.licence,
            (given.indicator_code ~~ '%growth_pct'::text) AS is_growth,
            count(*) OVER (PARTITION BY given.city_code, given.indicator_code, given.year) AS times,
            (min(given.unit) OVER (PARTITION BY given.indicator_code) <> max(given.unit) OVER (PARTITION BY given.indicator_code)) AS is_unit_mixed,
            previous.value AS previous_value,
                CASE
                    WHEN ((given.value > (0)::double precision) AND (previous.value > (0)::double precision)) THEN (given.value / previous.value)
                    ELSE NULL::double precision
                END AS change_factor
           FROM (staging.official_statistic given
             LEFT JOIN previous USING (city_code, indicator_code, year))
        ), usual AS (
         SELECT statistic_1.indicator_code,
            statistic_1.year,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY statistic_1.change_factor) AS change_factor,
            count(statistic_1.previous_value) AS compared,
            (avg(((statistic_1.value = statistic_1.previous_value))::integer))::double precision AS repeated_share
           FROM statistic statistic_1
          GROUP BY statistic_1.indicator_code, statistic_1.year
        ), growth AS (
         SELECT 'grdp_growth_pct'::text AS indicator_code,
            statistic_1.city_code,
            statistic_1.year,
            ((100)::double precision * (statistic_1.change_factor - (1)::double precision)) AS growth_of_level_pct
           FROM statistic statistic_1
          WHERE (statistic_1.indicator_code = 'grdp_constant2010'::text)
        )
 SELECT statistic.row_number,
    statistic.city_code,
    statistic.indicator_code,
    statistic.year,
    statistic.value,
    statistic.unit,
    statistic.source,
    statistic.licence,
    statistic.is_growth,
    statistic.times,
    statistic.is_unit_mixed,
    statistic.previous_value,
    statistic.change_factor,
    city.city_name,
    namesake.city_name AS namesake_city_name,
    usual.change_factor AS usual_change_factor,
    usual.compared AS cities_compared,
    usual.repeated_share,
    growth.growth_of_level_pct
   FROM ((((statistic
     JOIN usual ON (((NOT (usual.indicator_code IS DISTINCT FROM statistic.indicator_code)) AND (NOT (usual.year IS DISTINCT FROM statistic.year)))))
     LEFT JOIN city USING (city_code))
     LEFT JOIN namesake ON ((namesake.namesake_regency_code = statistic.city_code)))
     LEFT JOIN growth ON (((growth.indicator_code = statistic.indicator_code) AND (growth.city_code = statistic.city_code) AND (growth.year = statistic.year))));

COMMENT ON VIEW quality.batch_official_statistic IS 'staging.official_statistic as the suite official_statistic reads it, beside the register, the year before and what is usual.';

CREATE VIEW quality.batch_place_probability AS
 WITH ranked AS (
         SELECT release.release_id,
            release.run_id,
            ranking.city_code,
            ranking.rank_in_class,
            count(ranking.rank_in_class) OVER (PARTITION BY release.release_id, ranking.class_code) AS ranked_in_class
           FROM (quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at)
             JOIN mart.ranking ranking USING (release_id))
        ), told AS (
         SELECT place_probability.release_id,
            place_probability.city_code,
            count(*) AS places,
            min(place_probability.place) AS first_place,
            max(place_probability.place) AS last_place,
            min(place_probability.probability) AS smallest,
            max(place_probability.probability) AS largest,
            sum(place_probability.probability ORDER BY place_probability.place) AS probability_sum
           FROM mart.place_probability
          GROUP BY place_probability.release_id, place_probability.city_code
        )
 SELECT ranked.release_id,
    ranked.city_code,
    COALESCE(((run.settings #>> '{uncertainty,draws}'::text[]))::integer, 0) AS draws_declared,
    ranked.rank_in_class,
    ranked.ranked_in_class,
    COALESCE(told.places, (0)::bigint) AS places,
    told.first_place,
    told.last_place,
    told.smallest,
    told.largest,
    told.probability_sum
   FROM ((ranked
     JOIN scoring.run run USING (run_id))
     LEFT JOIN told USING (release_id, city_code))
  WHERE ((ranked.rank_in_class IS NOT NULL) OR (told.places IS NOT NULL));

COMMENT ON VIEW quality.batch_place_probability IS 'Probabilities of places in the releases under check, added up per city, as the suite place_probability reads them.';

CREATE TABLE staging.population (
    row_number integer NOT NULL,
    city_code text,
    year integer,
    population double precision,
    source text,
    licence text
);

COMMENT ON TABLE staging.population IS 'Yearly populations, typed, before they are checked.';

COMMENT ON COLUMN staging.population.row_number IS 'Line in populations.csv.';

COMMENT ON COLUMN staging.population.city_code IS 'BPS code.';

COMMENT ON COLUMN staging.population.year IS 'Year of the projection, mid-year.';

COMMENT ON COLUMN staging.population.population IS 'Persons.';

COMMENT ON COLUMN staging.population.source IS 'Source of the row.';

COMMENT ON COLUMN staging.population.licence IS 'Licence note of the source.';

CREATE VIEW quality.batch_population AS
 WITH city AS (
         SELECT DISTINCT ON (city_1.city_code) city_1.city_code,
            city_1.city_name
           FROM staging.city city_1
          ORDER BY city_1.city_code, city_1.row_number
        ), namesake AS (
         SELECT DISTINCT ON (city_1.namesake_regency_code) city_1.namesake_regency_code,
            city_1.city_name
           FROM staging.city city_1
          ORDER BY city_1.namesake_regency_code, city_1.row_number
        ), previous AS (
         SELECT population_1.city_code,
            (population_1.year + 1) AS year,
            max(population_1.population) AS population
           FROM staging.population population_1
          GROUP BY population_1.city_code, population_1.year
        )
 SELECT population.row_number,
    population.city_code,
    population.year,
    population.population,
    population.source,
    population.licence,
    city.city_name,
    namesake.city_name AS namesake_city_name,
    count(*) OVER (PARTITION BY population.city_code, population.year) AS times,
    previous.population AS previous_population,
        CASE
            WHEN ((population.population > (0)::double precision) AND (previous.population > (0)::double precision)) THEN GREATEST((population.population / previous.population), (previous.population / population.population))
            ELSE NULL::double precision
        END AS change_factor
   FROM (((staging.population population
     LEFT JOIN city USING (city_code))
     LEFT JOIN namesake ON ((namesake.namesake_regency_code = population.city_code)))
     LEFT JOIN previous ON (((previous.city_code = population.city_code) AND (previous.year = population.year))));

COMMENT ON VIEW quality.batch_population IS 'staging.population as the suite population reads it, beside the register and the year before.';

CREATE TABLE scoring.rank (
    run_id bigint NOT NULL,
    node_code text NOT NULL,
    side text NOT NULL,
    group_column text NOT NULL,
    rank integer[] NOT NULL
);
ALTER TABLE ONLY scoring.rank ALTER COLUMN rank SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.rank IS 'Step 9, rank: one row per node, side and grouping, the place of each unit in its group.';

COMMENT ON COLUMN scoring.rank.run_id IS 'Run.';

COMMENT ON COLUMN scoring.rank.node_code IS 'Node.';

COMMENT ON COLUMN scoring.rank.side IS 'all, process or outcome.';

COMMENT ON COLUMN scoring.rank.group_column IS 'Column of the units by which they are grouped, or overall.';

COMMENT ON COLUMN scoring.rank.rank IS 'Place of each unit, in the order of run_unit.place: best is 1, nominees before the others; ties share the smaller; null without a score or below the coverage threshold.';

CREATE VIEW scoring.unit_rank AS
 SELECT place_of.run_id,
    unit.unit_code,
    unit.place,
    place_of.node_code,
    place_of.side,
    place_of.group_column,
        CASE
            WHEN (place_of.group_column = 'overall'::text) THEN 'overall'::text
            ELSE (unit.attributes ->> place_of.group_column)
        END AS group_code,
    cell.rank
   FROM ((scoring.rank place_of
     CROSS JOIN LATERAL unnest(place_of.rank) WITH ORDINALITY cell(rank, place))
     JOIN scoring.run_unit unit ON (((unit.run_id = place_of.run_id) AND (unit.place = cell.place))))
  WHERE (cell.rank IS NOT NULL);

COMMENT ON VIEW scoring.unit_rank IS 'One row per ranked unit, node, side and grouping: scoring.rank unit by unit.';

CREATE VIEW quality.batch_rank AS
 WITH run AS (
         SELECT checked_run.run_id,
            checked_run.framework_id,
            (checked_run.settings #> '{ranking,groups}'::text[]) AS group_columns,
            ((checked_run.settings #>> '{ranking,digits}'::text[]))::integer AS digits,
            ((checked_run.settings #>> '{ranking,min_coverage}'::text[]))::double precision AS min_coverage
           FROM quality.checked_run() checked_run(run_id, kind, cycle_year, framework_id, framework_hash, settings, started_at, finished_at, first_run_id, data_version, simulated_at)
        ), index_score AS (
         SELECT run.run_id,
            run.framework_id,
            run.group_columns,
            run.digits,
            run.min_coverage,
            score.unit_code,
            unit.attributes,
            unit.is_nominee,
            score.score,
            score.coverage,
            scoring.rounded(score.score, run.digits) AS rounded,
            ((score.score IS NOT NULL) AND (score.coverage >= run.min_coverage)) AS is_to_rank
           FROM (((run
             JOIN scoring.run_node node_1 USING (run_id))
             JOIN scoring.run_unit unit USING (run_id))
             JOIN scoring.unit_score score USING (run_id, unit_code, node_code))
          WHERE ((node_1.parent_code IS NULL) AND (score.side = 'all'::text))
        ), membership AS (
         SELECT index_score.run_id,
            index_score.framework_id,
            index_score.group_columns,
            index_score.digits,
            index_score.min_coverage,
            index_score.unit_code,
            index_score.attributes,
            index_score.is_nominee,
            index_score.score,
            index_score.coverage,
            index_score.rounded,
            index_score.is_to_rank,
            'overall'::text AS group_column,
            'overall'::text AS group_code
           FROM index_score
        UNION ALL
         SELECT index_score.run_id,
            index_score.framework_id,
            index_score.group_columns,
            index_score.digits,
            index_score.min_coverage,
            index_score.unit_code,
            index_score.attributes,
            index_score.is_nominee,
            index_score.score,
            index_score.coverage,
            index_score.rounded,
            index_score.is_to_rank,
            listed.group_column,
            (index_score.attributes ->> listed.group_column) AS group_code
           FROM (index_score
             CROSS JOIN LATERAL jsonb_array_elements_text(index_score.group_columns) listed(group_column))
          WHERE ((index_score.attributes ->> listed.group_column) IS NOT NULL)
        )
 SELECT member.run_id,
    member.framework_id,
    member.unit_code,
    member.group_column,
    member.group_code,
    member.score,
    member.coverage,
    member.min_coverage,
    member.is_to_rank,
    given.rank,
    ( SELECT (1 + count(*))
           FROM membership better
          WHERE ((better.run_id = member.run_id) AND (better.group_column = member.group_column) AND (better.group_code = member.group_code) AND better.is_to_rank AND (ROW(better.is_nominee, better.rounded) > ROW(member.is_nominee, member.rounded)))) AS counted_rank
   FROM ((membership member
     LEFT JOIN scoring.run_node node ON (((node.run_id = member.run_id) AND (node.parent_code IS NULL))))
     LEFT JOIN scoring.unit_rank given ON (((given.run_id = member.run_id) AND (given.unit_code = member.unit_code) AND (given.node_code = node.node_code) AND (given.side = 'all'::text) AND (given.group_column = member.group_column))));

COMMENT ON VIEW quality.batch_rank IS 'Places of the cities by the index, as given and as counted again, as the suite rank reads them.';

CREATE TABLE scoring.uncertainty_unit (
    run_id bigint NOT NULL,
    group_column text NOT NULL,
    group_code text NOT NULL,
    unit_code text NOT NULL,
    draws integer NOT NULL,
    median_rank integer NOT NULL,
    rank_low integer NOT NULL,
    rank_high integer NOT NULL,
    score_mean double precision,
    score_sd double precision,
    score_low double precision,
    score_high double precision,
    p_first double precision NOT NULL,
    p_beats_next double precision,
    tie_group integer NOT NULL,
    places integer[] NOT NULL,
    probabilities double precision[] NOT NULL
);

COMMENT ON TABLE scoring.uncertainty_unit IS 'One row per ranked unit and grouping: what the draws say of its rank on the index.';

COMMENT ON COLUMN scoring.uncertainty_unit.run_id IS 'Run.';

COMMENT ON COLUMN scoring.uncertainty_unit.group_column IS 'Grouping column, or overall.';

COMMENT ON COLUMN scoring.uncertainty_unit.group_code IS 'Group within which it is ranked, or overall.';

COMMENT ON COLUMN scoring.uncertainty_unit.unit_code IS 'Unit.';

COMMENT ON COLUMN scoring.uncertainty_unit.draws IS 'Random draws that give it a score; draw 0 is not among them.';

COMMENT ON COLUMN scoring.uncertainty_unit.median_rank IS 'Smallest rank that at least half of the draws do not exceed.';

COMMENT ON COLUMN scoring.uncertainty_unit.rank_low IS '5 per cent quantile of the rank: the best place to expect.';

COMMENT ON COLUMN scoring.uncertainty_unit.rank_high IS '95 per cent quantile of the rank: the worst place to expect.';

COMMENT ON COLUMN scoring.uncertainty_unit.score_mean IS 'Mean of the index over the draws that stand on the published scale.';

COMMENT ON COLUMN scoring.uncertainty_unit.score_sd IS 'Standard deviation of the index over them.';

COMMENT ON COLUMN scoring.uncertainty_unit.score_low IS '5 per cent quantile of the index over them.';

COMMENT ON COLUMN scoring.uncertainty_unit.score_high IS '95 per cent quantile of the index over them.';

COMMENT ON COLUMN scoring.uncertainty_unit.p_first IS 'Probability of a place among the first of its group (uncertainty.first_places).';

COMMENT ON COLUMN scoring.uncertainty_unit.p_beats_next IS 'Probability of a better score than the next in the published order, a tie counting half; null for the last.';

COMMENT ON COLUMN scoring.uncertainty_unit.tie_group IS 'Number of its tie group in the published order: its first unit, and those after it that the first does not beat with uncertainty.tie_probability.';

COMMENT ON COLUMN scoring.uncertainty_unit.places IS 'Places in the group that some draw gave it, ascending.';

COMMENT ON COLUMN scoring.uncertainty_unit.probabilities IS 'Share of its draws that gave it each of those places; they add up to 1.';

CREATE VIEW quality.batch_rank_interval AS
 SELECT release.release_id,
    ranking.city_code,
    COALESCE(((run.settings #>> '{uncertainty,draws}'::text[]))::integer, 0) AS draws_declared,
    ranking.rank_in_class,
    told.rank_in_class AS interval_rank_in_class,
    ranking.rank_low AS ranking_rank_low,
    ranking.rank_high AS ranking_rank_high,
    told.rank_low,
    told.median_rank,
    told.rank_high,
    told.p_first_ten,
    told.p_beats_next,
    told.draws,
    (told.city_code IS NOT NULL) AS has_interval,
    COALESCE(((told.tie_group = drawn.tie_group) AND (told.rank_low = drawn.rank_low) AND (told.median_rank = drawn.median_rank) AND (told.rank_high = drawn.rank_high) AND (told.draws = drawn.draws)), false) AS is_as_simulated,
    count(ranking.rank_in_class) OVER (PARTITION BY release.release_id, ranking.class_code) AS ranked_in_class
   FROM ((((quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at)
     JOIN scoring.run run USING (run_id))
     JOIN mart.ranking ranking USING (release_id))
     LEFT JOIN mart.rank_interval told USING (release_id, city_code))
     LEFT JOIN scoring.uncertainty_unit drawn ON (((drawn.run_id = release.run_id) AND (drawn.unit_code = ranking.city_code) AND (drawn.group_column = 'class_code'::text))))
  WHERE ((ranking.rank_in_class IS NOT NULL) OR (told.city_code IS NOT NULL));

COMMENT ON VIEW quality.batch_rank_interval IS 'Places and intervals of the releases under check as the suite rank_interval reads them, beside what was simulated.';

CREATE VIEW quality.batch_ranking AS
 WITH release AS (
         SELECT release.release_id,
            release.cycle_year,
            release.run_id,
            node.node_code,
            node.aggregation,
            node.power,
            ((run.settings #>> '{ranking,digits}'::text[]))::integer AS digits,
            ((100)::double precision * ((run.settings #>> '{ranking,min_coverage}'::text[]))::double precision) AS min_coverage_pct,
            (jsonb_array_length((run.settings -> 'levels'::text)) > 0) AS has_levels
           FROM ((quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at)
             JOIN scoring.run run USING (run_id))
             JOIN scoring.run_node node ON (((node.run_id = run.run_id) AND (node.parent_code IS NULL))))
        ), city AS (
         SELECT release.release_id,
            release.cycle_year,
            release.run_id,
            release.node_code,
            release.aggregation,
            release.power,
            release.digits,
            release.min_coverage_pct,
            release.has_levels,
            city_1.city_code,
            city_1.class_code AS frozen_class_code
           FROM (release
             JOIN core.cycle_city city_1 USING (cycle_year))
        ), ranking AS (
         SELECT ranking_1.release_id,
            ranking_1.cycle_year,
            ranking_1.framework_id,
            ranking_1.class_code,
            ranking_1.city_code,
            ranking_1.city_name,
            ranking_1.province,
            ranking_1.score,
            ranking_1.rank_in_class,
            ranking_1.rank_overall,
            ranking_1.level_code,
            ranking_1.coverage_pct,
            ranking_1.official_pct,
            ranking_1.submitted_pct,
            ranking_1.survey_pct,
            ranking_1.visit_pct,
            ranking_1.imputed_pct,
            ranking_1.simulated_pct,
            ranking_1.rank_low,
            ranking_1.rank_high,
            ranking_1.tie_group,
            ranking_1.assessed_pct,
            ranking_1.objection_pct,
            ranking_1.is_nominee,
            ranking_1.first_stage_score,
            ranking_1.first_stage_rank_in_class,
            ((ranking_1.score IS NOT NULL) AND (ranking_1.coverage_pct >= (release.min_coverage_pct - (0.000000001)::double precision))) AS is_to_rank,
            scoring.rounded(ranking_1.score, release.digits) AS rounded
           FROM (mart.ranking ranking_1
             JOIN release USING (release_id))
        ), contribution AS (
         SELECT contribution_1.release_id,
            contribution_1.city_code,
            sum(contribution_1.contribution ORDER BY contribution_1.indicator_code) AS contribution_sum
           FROM (mart.contribution contribution_1
             JOIN release USING (release_id))
          GROUP BY contribution_1.release_id, contribution_1.city_code
        )
 SELECT release_id,
    city_code,
    city.frozen_class_code,
    ranking.class_code,
    ranking.city_name,
    ranking.score,
    computed.score AS computed_score,
    scoring.mean_transform(city.aggregation, city.power, ranking.score) AS transformed_score,
    contribution.contribution_sum,
    ranking.rank_in_class,
    ranking.rank_overall,
    ( SELECT (1 + count(*))
           FROM ranking better
          WHERE ((better.release_id = ranking.release_id) AND (better.class_code = ranking.class_code) AND better.is_to_rank AND (ROW(better.is_nominee, better.rounded) > ROW(ranking.is_nominee, ranking.rounded)))) AS counted_rank_in_class,
    ( SELECT (1 + count(*))
           FROM ranking better
          WHERE ((better.release_id = ranking.release_id) AND better.is_to_rank AND (ROW(better.is_nominee, better.rounded) > ROW(ranking.is_nominee, ranking.rounded)))) AS counted_rank_overall,
    ranking.is_to_rank,
    ranking.level_code,
    city.has_levels,
    ranking.coverage_pct,
    ranking.official_pct,
    ranking.submitted_pct,
    ranking.assessed_pct,
    ranking.survey_pct,
    ranking.visit_pct,
    ranking.objection_pct,
    ranking.imputed_pct,
    ((((((ranking.official_pct + ranking.submitted_pct) + ranking.assessed_pct) + ranking.survey_pct) + ranking.visit_pct) + ranking.objection_pct) + ranking.imputed_pct) AS origins_pct,
    ranking.simulated_pct
   FROM (((city
     FULL JOIN ranking USING (release_id, city_code))
     LEFT JOIN contribution USING (release_id, city_code))
     LEFT JOIN scoring.unit_score computed ON (((computed.run_id = city.run_id) AND (computed.unit_code = city_code) AND (computed.node_code = city.node_code) AND (computed.side = 'all'::text))));

COMMENT ON VIEW quality.batch_ranking IS 'mart.ranking of the releases under check as the suite ranking reads it, beside what was computed.';

CREATE VIEW quality.batch_regency AS
 SELECT row_number,
    regency_code,
    kemendagri_code,
    regency_name,
    province,
    source,
    count(*) OVER (PARTITION BY regency_code) AS times_code,
    count(*) OVER (PARTITION BY kemendagri_code) AS times_kemendagri_code
   FROM staging.regency;

COMMENT ON VIEW quality.batch_regency IS 'staging.regency as the suite regency reads it.';

CREATE VIEW quality.batch_release AS
 WITH now_there AS MATERIALIZED (
         SELECT core.data_version(quality.cycle()) AS data_version
        )
 SELECT frozen.cycle_year,
    frozen.framework_id,
    frozen.framework_hash AS frozen_hash,
    release.release_id,
    release.state,
    release.framework_hash AS release_hash,
    release.run_id,
    release.is_simulated,
    rows.has_simulated,
    rows.cities_in_ranking,
    (newest.run_id IS NOT NULL) AS is_of_newest_run,
    COALESCE((newest.data_version = now_there.data_version), false) AS is_of_data_now,
    ( SELECT count(*) AS count
           FROM core.cycle_city city
          WHERE (city.cycle_year = frozen.cycle_year)) AS cities
   FROM ((((ops.cycle_framework frozen
     CROSS JOIN now_there)
     LEFT JOIN quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at) USING (cycle_year, framework_id))
     LEFT JOIN quality.checked_run() newest(run_id, kind, cycle_year, framework_id, framework_hash, settings, started_at, finished_at, first_run_id, data_version, simulated_at) ON ((newest.run_id = release.run_id)))
     JOIN LATERAL ( SELECT count(*) AS cities_in_ranking,
            COALESCE(bool_or((ranking.simulated_pct > (0)::double precision)), false) AS has_simulated
           FROM mart.ranking ranking
          WHERE (ranking.release_id = release.release_id)) rows ON (true))
  WHERE (frozen.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_release IS 'The frameworks of the cycle with the release under check, as the suite release reads them.';

CREATE TABLE scoring.level (
    run_id bigint NOT NULL,
    unit_code text NOT NULL,
    node_code text NOT NULL,
    level_code text NOT NULL
);

COMMENT ON TABLE scoring.level IS 'Step 10, level: the maturity band of every node score.';

COMMENT ON COLUMN scoring.level.run_id IS 'Run.';

COMMENT ON COLUMN scoring.level.unit_code IS 'Unit.';

COMMENT ON COLUMN scoring.level.node_code IS 'Node.';

COMMENT ON COLUMN scoring.level.level_code IS 'Band of the framework, for example integrative.';

CREATE TABLE scoring.normalised (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    value double precision[] NOT NULL
);
ALTER TABLE ONLY scoring.normalised ALTER COLUMN value SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.normalised IS 'Step 6, normalise: one row per indicator, on the scale of the index, more is better.';

COMMENT ON COLUMN scoring.normalised.run_id IS 'Run.';

COMMENT ON COLUMN scoring.normalised.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.normalised.value IS 'Value of each unit, in the order of run_unit.place; null where missing.';

CREATE VIEW quality.batch_score AS
 WITH run AS (
         SELECT checked_run.run_id,
            checked_run.framework_id,
            (jsonb_array_length((checked_run.settings -> 'levels'::text)) > 0) AS has_levels,
            (((checked_run.settings #>> '{normalisation,method}'::text[]) = 'minmax'::text) OR (((checked_run.settings #>> '{normalisation,method}'::text[]) = 'goalposts'::text) AND COALESCE(((checked_run.settings #>> '{normalisation,truncate}'::text[]))::boolean, false))) AS has_scale,
            ((checked_run.settings #>> '{normalisation,min}'::text[]))::double precision AS scale_min,
            ((checked_run.settings #>> '{normalisation,max}'::text[]))::double precision AS scale_max
           FROM quality.checked_run() checked_run(run_id, kind, cycle_year, framework_id, framework_hash, settings, started_at, finished_at, first_run_id, data_version, simulated_at)
        ), child AS (
         SELECT score_1.run_id,
            score_1.unit_code,
            node_1.parent_code,
            score_1.side,
            score_1.score AS value
           FROM ((run run_1
             JOIN scoring.unit_score score_1 USING (run_id))
             JOIN scoring.run_node node_1 USING (run_id, node_code))
        UNION ALL
         SELECT normalised.run_id,
            unit.unit_code,
            indicator.parent_code,
            sides.side,
            cell.value
           FROM (((((run run_1
             JOIN scoring.normalised normalised USING (run_id))
             JOIN scoring.run_indicator indicator USING (run_id, indicator_code))
             CROSS JOIN LATERAL unnest(normalised.value) WITH ORDINALITY cell(value, place))
             JOIN scoring.run_unit unit ON (((unit.run_id = normalised.run_id) AND (unit.place = cell.place))))
             CROSS JOIN LATERAL ( VALUES ('all'::text), (indicator.side)) sides(side))
        ), family AS (
         SELECT child.run_id,
            child.unit_code,
            child.parent_code,
            child.side,
            min(child.value) AS smallest_child,
            max(child.value) AS largest_child
           FROM child
          GROUP BY child.run_id, child.unit_code, child.parent_code, child.side
        )
 SELECT run.run_id,
    run.framework_id,
    score.unit_code,
    score.node_code,
    score.side,
    score.score,
    score.coverage,
    level.level_code,
    family.smallest_child,
    family.largest_child,
    run.has_levels,
        CASE
            WHEN run.has_scale THEN run.scale_min
            ELSE NULL::double precision
        END AS scale_min,
        CASE
            WHEN run.has_scale THEN run.scale_max
            ELSE NULL::double precision
        END AS scale_max,
    bool_or((node.data_threshold IS NOT NULL)) OVER (PARTITION BY run.run_id) AS has_threshold
   FROM ((((run
     JOIN scoring.unit_score score USING (run_id))
     JOIN scoring.run_node node USING (run_id, node_code))
     LEFT JOIN scoring.level level USING (run_id, unit_code, node_code))
     LEFT JOIN family ON (((family.run_id = run.run_id) AND (family.unit_code = score.unit_code) AND (family.parent_code = score.node_code) AND (family.side = score.side))));

COMMENT ON VIEW quality.batch_score IS 'Scores of the newest finished runs of the cycle as the suite score reads them, beside their children and scale.';

CREATE TABLE scoring.selected (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    value double precision[] DEFAULT '{}'::double precision[] NOT NULL,
    status text[] DEFAULT '{}'::text[] NOT NULL,
    origin text[] DEFAULT '{}'::text[] NOT NULL,
    is_simulated boolean[] DEFAULT '{}'::boolean[] NOT NULL,
    year integer[] DEFAULT '{}'::integer[] NOT NULL,
    standard_error double precision[] DEFAULT '{}'::double precision[] NOT NULL,
    source text[] DEFAULT '{}'::text[] NOT NULL,
    file_hash text[] DEFAULT '{}'::text[] NOT NULL,
    sheet text[] DEFAULT '{}'::text[] NOT NULL,
    cell text[] DEFAULT '{}'::text[] NOT NULL
);
ALTER TABLE ONLY scoring.selected ALTER COLUMN value SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN status SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN origin SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN is_simulated SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN year SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN standard_error SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN source SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN file_hash SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN sheet SET STORAGE EXTERNAL;
ALTER TABLE ONLY scoring.selected ALTER COLUMN cell SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.selected IS 'Step 1, select: one row per indicator, its values over the units, each with its origin; unit_value has it unit by unit.';

COMMENT ON COLUMN scoring.selected.run_id IS 'Run.';

COMMENT ON COLUMN scoring.selected.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.selected.value IS 'Value of each unit by the declared precedence, in the order of run_unit.place; null unless reported. The other arrays have the same order.';

COMMENT ON COLUMN scoring.selected.status IS 'reported, missing or not_applicable.';

COMMENT ON COLUMN scoring.selected.origin IS 'official, submitted, assessed, survey, visit or objection.';

COMMENT ON COLUMN scoring.selected.is_simulated IS 'True for a simulated value.';

COMMENT ON COLUMN scoring.selected.year IS 'Year that the value describes.';

COMMENT ON COLUMN scoring.selected.standard_error IS 'Standard error, where there is one.';

COMMENT ON COLUMN scoring.selected.source IS 'Source of an official value, or name of the file of another.';

COMMENT ON COLUMN scoring.selected.file_hash IS 'File that it came in, where there is one.';

COMMENT ON COLUMN scoring.selected.sheet IS 'Sheet, where there is one.';

COMMENT ON COLUMN scoring.selected.cell IS 'Cell, where there is one.';

CREATE VIEW scoring.unit_value AS
 SELECT selected.run_id,
    unit.unit_code,
    unit.place,
    selected.indicator_code,
    given.value,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell
   FROM ((scoring.selected selected
     CROSS JOIN LATERAL UNNEST(selected.value, selected.status, selected.origin, selected.is_simulated, selected.year, selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell) WITH ORDINALITY given(value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell, place))
     JOIN scoring.run_unit unit ON (((unit.run_id = selected.run_id) AND (unit.place = given.place))));

COMMENT ON VIEW scoring.unit_value IS 'One row per unit and indicator, present or not: scoring.selected unit by unit.';

CREATE VIEW quality.batch_scoring_run AS
 SELECT frozen.cycle_year,
    frozen.framework_id,
    frozen.framework_hash AS frozen_hash,
    run.run_id,
    run.framework_hash AS run_hash,
    run.finished_at,
    ( SELECT count(*) AS count
           FROM core.cycle_city city
          WHERE (city.cycle_year = frozen.cycle_year)) AS cities,
    units.units,
    units.strangers,
    nodes.nodes,
    indicators.indicators,
    ( SELECT count(*) AS count
           FROM scoring.unit_value given
          WHERE (given.run_id = run.run_id)) AS cells_selected,
    ( SELECT count(*) AS count
           FROM scoring.unit_score score
          WHERE ((score.run_id = run.run_id) AND (score.side = 'all'::text))) AS scores,
    COALESCE(((run.settings #>> '{uncertainty,draws}'::text[]))::integer, 0) AS draws_declared,
    run.simulated_at,
    ( SELECT count(*) AS count
           FROM (scoring.unit_rank placed
             JOIN scoring.run_node node USING (run_id, node_code))
          WHERE ((placed.run_id = run.run_id) AND (node.parent_code IS NULL) AND (placed.side = 'all'::text) AND (placed.group_column = 'overall'::text))) AS units_ranked,
    ( SELECT count(*) AS count
           FROM scoring.uncertainty_unit drawn
          WHERE ((drawn.run_id = run.run_id) AND (drawn.group_column = 'overall'::text))) AS units_drawn
   FROM ((((ops.cycle_framework frozen
     LEFT JOIN quality.checked_run() run(run_id, kind, cycle_year, framework_id, framework_hash, settings, started_at, finished_at, first_run_id, data_version, simulated_at) USING (cycle_year, framework_id))
     JOIN LATERAL ( SELECT count(*) AS units,
            count(*) FILTER (WHERE (city.city_code IS NULL)) AS strangers
           FROM (scoring.run_unit unit
             LEFT JOIN core.cycle_city city ON (((city.cycle_year = frozen.cycle_year) AND (city.city_code = unit.unit_code))))
          WHERE (unit.run_id = run.run_id)) units ON (true))
     JOIN LATERAL ( SELECT count(*) AS nodes
           FROM scoring.run_node node
          WHERE (node.run_id = run.run_id)) nodes ON (true))
     JOIN LATERAL ( SELECT count(*) AS indicators
           FROM scoring.run_indicator indicator
          WHERE (indicator.run_id = run.run_id)) indicators ON (true))
  WHERE (frozen.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_scoring_run IS 'The frameworks of the cycle with their newest finished run, as the suite scoring_run reads them.';

CREATE TABLE scoring.uncertainty_sobol (
    run_id bigint NOT NULL,
    factor text NOT NULL,
    first_order double precision NOT NULL,
    first_order_interval double precision NOT NULL,
    total double precision NOT NULL,
    total_interval double precision NOT NULL,
    runs integer NOT NULL
);

COMMENT ON TABLE scoring.uncertainty_sobol IS 'One row per varied choice: its Sobol indices for the mean absolute shift of ranks.';

COMMENT ON COLUMN scoring.uncertainty_sobol.run_id IS 'Run.';

COMMENT ON COLUMN scoring.uncertainty_sobol.factor IS 'What varies: normalisation, aggregation, weights_stream and so on.';

COMMENT ON COLUMN scoring.uncertainty_sobol.first_order IS 'First-order index: the share of the variance that it makes alone.';

COMMENT ON COLUMN scoring.uncertainty_sobol.first_order_interval IS 'Half width of its 95 per cent interval.';

COMMENT ON COLUMN scoring.uncertainty_sobol.total IS 'Total index: the share that it makes alone and with the others.';

COMMENT ON COLUMN scoring.uncertainty_sobol.total_interval IS 'Half width of its 95 per cent interval.';

COMMENT ON COLUMN scoring.uncertainty_sobol.runs IS 'Evaluations of the index that it was estimated from.';

CREATE VIEW quality.batch_sensitivity AS
 SELECT release.release_id,
    release.framework_id,
    run.simulated_at,
    simulated.factors AS factors_simulated,
    told.factors,
    told.same AS factors_as_simulated,
    told.narrowest
   FROM (((quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at)
     JOIN scoring.run run USING (run_id))
     JOIN LATERAL ( SELECT count(*) AS factors
           FROM scoring.uncertainty_sobol drawn
          WHERE (drawn.run_id = release.run_id)) simulated ON (true))
     JOIN LATERAL ( SELECT count(*) AS factors,
            count(*) FILTER (WHERE ((drawn.total = given.total) AND (drawn.first_order = given.first_order))) AS same,
            min(LEAST(given.first_order_interval, given.total_interval)) AS narrowest
           FROM (mart.sensitivity given
             LEFT JOIN scoring.uncertainty_sobol drawn ON (((drawn.run_id = release.run_id) AND (drawn.factor = given.factor))))
          WHERE (given.release_id = release.release_id)) told ON (true));

COMMENT ON VIEW quality.batch_sensitivity IS 'The releases under check with their Sobol indices, told and simulated, as the suite sensitivity reads them.';

CREATE TABLE staging.submission_value (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    city_code text,
    indicator_code text,
    value_text text NOT NULL,
    value double precision,
    status text NOT NULL,
    parse_rule text,
    year_text text,
    year integer,
    agency text,
    evidence text,
    note text,
    is_simulated boolean NOT NULL,
    is_asked boolean DEFAULT true NOT NULL
);

COMMENT ON TABLE staging.submission_value IS 'One row per answered row of every file that could be read, typed; still to be checked.';

COMMENT ON COLUMN staging.submission_value.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.submission_value.file_hash IS 'The file.';

COMMENT ON COLUMN staging.submission_value.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN staging.submission_value.sheet IS 'Sheet.';

COMMENT ON COLUMN staging.submission_value.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN staging.submission_value.cell IS 'Cell of the answer.';

COMMENT ON COLUMN staging.submission_value.city_code IS 'BPS code; null where the file could not be attributed.';

COMMENT ON COLUMN staging.submission_value.indicator_code IS 'Indicator code, trimmed.';

COMMENT ON COLUMN staging.submission_value.value_text IS 'What was written.';

COMMENT ON COLUMN staging.submission_value.value IS 'What it became; null where it is no number or none is given.';

COMMENT ON COLUMN staging.submission_value.status IS 'reported, missing, not_applicable, or unreadable.';

COMMENT ON COLUMN staging.submission_value.parse_rule IS 'Rule by which value_text became value.';

COMMENT ON COLUMN staging.submission_value.year_text IS 'Year as written.';

COMMENT ON COLUMN staging.submission_value.year IS 'Year as read; null where it is none.';

COMMENT ON COLUMN staging.submission_value.agency IS 'Source agency.';

COMMENT ON COLUMN staging.submission_value.evidence IS 'Evidence.';

COMMENT ON COLUMN staging.submission_value.note IS 'Note.';

COMMENT ON COLUMN staging.submission_value.is_simulated IS 'The file declares itself simulated.';

COMMENT ON COLUMN staging.submission_value.is_asked IS 'False for a cell of a clarifying file that had no open ticket.';

CREATE VIEW quality.batch_submission AS
 WITH question AS (
         SELECT cycle_indicator.indicator_code,
            cycle_indicator.is_required
           FROM core.cycle_indicator
          WHERE ((cycle_indicator.cycle_year = quality.cycle()) AND (cycle_indicator.source = 'submitted'::text))
        ), answered AS (
         SELECT submission_value.file_hash,
            submission_value.indicator_code,
            bool_or((submission_value.status <> 'missing'::text)) AS is_answered
           FROM staging.submission_value
          WHERE (submission_value.cycle_year = quality.cycle())
          GROUP BY submission_value.file_hash, submission_value.indicator_code
        ), completeness AS (
         SELECT file.file_hash,
            ((100.0 * (count(*) FILTER (WHERE answered.is_answered))::numeric) / (count(*))::numeric) AS answered_pct,
            string_agg(
                CASE
                    WHEN (question.is_required AND (answered.file_hash IS NULL)) THEN question.indicator_code
                    ELSE NULL::text
                END, ', '::text ORDER BY question.indicator_code) AS required_left_empty
           FROM ((staging.submission file
             CROSS JOIN question)
             LEFT JOIN answered USING (file_hash, indicator_code))
          WHERE (file.cycle_year = quality.cycle())
          GROUP BY file.file_hash
        )
 SELECT submission.cycle_year,
    submission.file_hash,
    submission.file_name,
    submission.folder_city_code,
    submission.city_code_text,
    submission.city_name_text,
    submission.city_code,
    submission.cycle_text,
    submission.framework_hash_text,
    submission.framework_hash,
    submission.is_seal_valid,
    submission.received_at,
    submission.deadline_at,
    submission.rows_received,
    submission.rows_read,
    submission.is_simulated,
    submission.unreadable_rule,
    submission.unreadable_sheet,
    submission.unreadable_cell,
    submission.unreadable_found,
    submission.innovations_received,
    submission.innovations_read,
    submission.declared_city_code,
    submission.city_state,
    submission.city_reason,
    submission.seen_at,
    submission.is_clarifying,
    declared.city_name AS declared_city_name,
    folder.city_name AS folder_city_name,
    (participant.city_code IS NOT NULL) AS is_city_of_cycle,
    cycle.submission_opens_at,
    completeness.answered_pct,
    completeness.required_left_empty,
    (submission.rows_read + submission.innovations_read) AS answers_read,
    (submission.rows_received + submission.innovations_received) AS answers_received,
    ops.local_time(submission.received_at, submission.cycle_year) AS received_text,
    quality.delivery_doubt(submission.cycle_year, 'submissions'::text, submission.file_hash) AS delivery_doubt
   FROM (((((staging.submission submission
     JOIN ops.cycle cycle USING (cycle_year))
     LEFT JOIN core.city declared ON ((declared.city_code = submission.declared_city_code)))
     LEFT JOIN core.city folder ON ((folder.city_code = submission.folder_city_code)))
     LEFT JOIN completeness USING (file_hash))
     LEFT JOIN core.cycle_city participant ON (((participant.cycle_year = submission.cycle_year) AND (participant.city_code = submission.declared_city_code))))
  WHERE (submission.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_submission IS 'staging.submission of the cycle as the suite submission reads it, beside the cities that it declares and lay with.';

CREATE TABLE staging.submission_comparison (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    peers integer,
    peer_median double precision,
    peer_deviation double precision,
    earlier_value double precision,
    earlier_year integer,
    earlier_source text,
    official_value double precision,
    suspicion text,
    swapped_city_code text,
    broken_part text,
    broken_sum text,
    broken_requirement text,
    evidence_city_code text,
    note_city_code text,
    CONSTRAINT submission_comparison_suspicion_check CHECK ((suspicion = ANY (ARRAY['lost_sign'::text, 'lost_decimal'::text, 'swapped'::text])))
);

COMMENT ON TABLE staging.submission_comparison IS 'What an answered row looks like beside other cities, earlier years, official statistics and the answers next to it.';

COMMENT ON COLUMN staging.submission_comparison.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.submission_comparison.file_hash IS 'The file.';

COMMENT ON COLUMN staging.submission_comparison.sheet IS 'Sheet.';

COMMENT ON COLUMN staging.submission_comparison.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN staging.submission_comparison.peers IS 'Cities of the same class that answered the same question.';

COMMENT ON COLUMN staging.submission_comparison.peer_median IS 'Median of their answers; null where they are too few.';

COMMENT ON COLUMN staging.submission_comparison.peer_deviation IS '1.4826 times the median absolute deviation of their answers; null where they are too few or it is 0.';

COMMENT ON COLUMN staging.submission_comparison.earlier_value IS 'Newest value of the city for an earlier year: an earlier cycle or the official statistic of the same thing.';

COMMENT ON COLUMN staging.submission_comparison.earlier_year IS 'Year of that value.';

COMMENT ON COLUMN staging.submission_comparison.earlier_source IS 'Where it stands.';

COMMENT ON COLUMN staging.submission_comparison.official_value IS 'Official value of the same thing for the same year.';

COMMENT ON COLUMN staging.submission_comparison.suspicion IS 'What would explain a strange value: lost_sign, lost_decimal or swapped; null where nothing does.';

COMMENT ON COLUMN staging.submission_comparison.swapped_city_code IS 'City of the province whose value fits here, as this one fits there.';

COMMENT ON COLUMN staging.submission_comparison.broken_part IS 'Relations of the kind part that the file breaks by this answer.';

COMMENT ON COLUMN staging.submission_comparison.broken_sum IS 'Relations of the kind sum that the file breaks by this answer.';

COMMENT ON COLUMN staging.submission_comparison.broken_requirement IS 'Relations of the kind requires that the file breaks by this answer.';

COMMENT ON COLUMN staging.submission_comparison.evidence_city_code IS 'Another city that gave the same evidence.';

COMMENT ON COLUMN staging.submission_comparison.note_city_code IS 'Another city that wrote the same note.';

CREATE VIEW quality.batch_submission_value AS
 WITH typical AS (
         SELECT submission_value.indicator_code,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY submission_value.value) AS median_of_cities
           FROM staging.submission_value
          WHERE ((submission_value.cycle_year = quality.cycle()) AND (submission_value.status = 'reported'::text))
          GROUP BY submission_value.indicator_code
        )
 SELECT answer.cycle_year,
    answer.file_hash,
    answer.file_name,
    answer.sheet,
    answer.row_number,
    answer.cell,
    answer.city_code,
    answer.indicator_code,
    answer.value_text,
    answer.value,
    answer.status,
    answer.parse_rule,
    answer.year_text,
    answer.year,
    answer.agency,
    answer.evidence,
    answer.note,
    answer.is_simulated,
    answer.is_asked,
    indicator.name_id AS indicator_name,
    indicator.unit,
    indicator.source AS indicator_source,
    indicator.value_kind,
    indicator.valid_min,
    indicator.valid_max,
    indicator.is_required,
    indicator.evidence AS evidence_asked,
    (answer.cycle_year - answer.year) AS age_years,
    count(*) OVER (PARTITION BY answer.file_hash, answer.indicator_code) AS times_in_file,
    typical.median_of_cities,
    compared.peers,
    compared.peer_median,
    (abs((answer.value - compared.peer_median)) / compared.peer_deviation) AS deviations,
    limits.outlier_deviations,
    compared.earlier_value,
    compared.earlier_year,
    compared.earlier_source,
    staging.is_jump(answer.value, compared.earlier_value, limits.jump_points, limits.jump_factor) AS is_jump,
    compared.official_value,
    limits.official_tolerance_pct,
    compared.suspicion,
    compared.swapped_city_code,
    compared.broken_part,
    compared.broken_sum,
    compared.broken_requirement,
    compared.evidence_city_code,
    compared.note_city_code
   FROM ((((staging.submission_value answer
     LEFT JOIN staging.submission_comparison compared USING (cycle_year, file_hash, sheet, row_number))
     LEFT JOIN core.cycle_indicator indicator USING (cycle_year, indicator_code))
     LEFT JOIN core.cycle_plausibility limits USING (cycle_year, indicator_code))
     LEFT JOIN typical USING (indicator_code))
  WHERE (answer.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_submission_value IS 'staging.submission_value of the cycle as the suite submission_value reads it, beside the indicator and what the answer is compared with.';

CREATE VIEW quality.batch_survey_estimate AS
 WITH given AS (
         SELECT given_1.release_id,
            given_1.cycle_year,
            given_1.framework_id,
            given_1.city_code,
            given_1.city_name,
            given_1.indicator_code,
            given_1.item,
            given_1.domain,
            given_1.level,
            given_1.statistic,
            given_1.status,
            given_1.estimate,
            given_1.se,
            given_1.ci_low,
            given_1.ci_high,
            given_1.deff,
            given_1.df,
            given_1.n,
            given_1.is_simulated
           FROM (mart.survey_estimate given_1
             JOIN quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at) USING (release_id))
        ), made AS (
         SELECT release.release_id,
            estimate.cycle_year,
            estimate.city_code,
            estimate.indicator_code,
            estimate.item,
            estimate.domain,
            estimate.level,
            estimate.statistic,
            estimate.status,
            estimate.estimate,
            estimate.standard_error,
            estimate.ci_low,
            estimate.ci_high,
            estimate.deff,
            estimate.effective_n,
            estimate.n,
            estimate.df,
            estimate.calibration,
            estimate.is_simulated
           FROM ((quality.checked_release() release(release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at)
             JOIN mart.method method USING (release_id))
             JOIN core.survey_estimate estimate ON (((estimate.cycle_year = release.cycle_year) AND (estimate.indicator_code = method.code))))
        )
 SELECT release_id,
    city_code,
    indicator_code,
    item,
    domain,
    level,
    statistic,
    given.status,
    given.estimate,
    given.se,
    given.ci_low,
    given.ci_high,
    given.deff,
    given.df,
    given.n,
    given.is_simulated,
    made.status AS made_status,
    made.estimate AS made_estimate,
    made.standard_error AS made_se,
    made.n AS made_n,
    made.is_simulated AS made_is_simulated
   FROM (given
     FULL JOIN made USING (release_id, city_code, indicator_code, item, domain, level, statistic));

COMMENT ON VIEW quality.batch_survey_estimate IS 'mart.survey_estimate of the releases under check as the suite survey_estimate reads it, beside core.';

CREATE TABLE staging.survey_response (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    wave text NOT NULL,
    response_id text,
    file_hash text NOT NULL,
    row_number integer NOT NULL,
    received_at timestamp with time zone NOT NULL,
    copy_in_file integer NOT NULL,
    wave_text text,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight_text text,
    weight double precision,
    version text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    submitted_text text,
    submitted_at timestamp with time zone,
    is_simulated boolean NOT NULL,
    answer smallint[] NOT NULL,
    out_of_scale_text text,
    version_id text,
    edits integer,
    is_edited boolean DEFAULT false NOT NULL,
    review text,
    started_text text,
    ended_text text,
    consent text
)
PARTITION BY LIST (cycle_year);

COMMENT ON TABLE staging.survey_response IS 'The records of the survey''s exports, typed, before they are checked. Partitioned by cycle.';

COMMENT ON COLUMN staging.survey_response.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.survey_response.city_code IS 'BPS code.';

COMMENT ON COLUMN staging.survey_response.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN staging.survey_response.response_id IS 'What identifies the person''s record in every version and export of it: a keyed hash.';

COMMENT ON COLUMN staging.survey_response.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN staging.survey_response.row_number IS 'Record of the file, the heading being 1.';

COMMENT ON COLUMN staging.survey_response.received_at IS 'When the export was first delivered.';

COMMENT ON COLUMN staging.survey_response.copy_in_file IS '1 for the first record of this uuid in its file, 2 for the second.';

COMMENT ON COLUMN staging.survey_response.wave_text IS 'Wave as written in the record.';

COMMENT ON COLUMN staging.survey_response.stratum IS 'Stratum.';

COMMENT ON COLUMN staging.survey_response.psu IS 'Primary sampling unit.';

COMMENT ON COLUMN staging.survey_response.mode IS 'Mode; that of the sampling file where the record has none.';

COMMENT ON COLUMN staging.survey_response.age_group IS 'Age group.';

COMMENT ON COLUMN staging.survey_response.sex IS 'Sex.';

COMMENT ON COLUMN staging.survey_response.district IS 'District.';

COMMENT ON COLUMN staging.survey_response.weight_text IS 'Base weight as written.';

COMMENT ON COLUMN staging.survey_response.weight IS 'Base weight; null where none is written.';

COMMENT ON COLUMN staging.survey_response.version IS 'Version of the form.';

COMMENT ON COLUMN staging.survey_response.enumerator_hash IS 'Keyed hash of the enumerator.';

COMMENT ON COLUMN staging.survey_response.device_hash IS 'Keyed hash of the device.';

COMMENT ON COLUMN staging.survey_response.phone_hash IS 'Keyed hash of the phone number.';

COMMENT ON COLUMN staging.survey_response.started_at IS 'Start of the interview.';

COMMENT ON COLUMN staging.survey_response.ended_at IS 'End of the interview.';

COMMENT ON COLUMN staging.survey_response.submitted_text IS 'Submission as written.';

COMMENT ON COLUMN staging.survey_response.submitted_at IS 'Submission; null where it cannot be read.';

COMMENT ON COLUMN staging.survey_response.is_simulated IS 'The record declares itself simulated.';

COMMENT ON COLUMN staging.survey_response.answer IS 'Answers in the order of core.survey_item.';

COMMENT ON COLUMN staging.survey_response.out_of_scale_text IS 'First item and answer out of scale; null where there is none.';

COMMENT ON COLUMN staging.survey_response.version_id IS 'Keyed hash of the uuid of this version.';

COMMENT ON COLUMN staging.survey_response.edits IS 'Number of its edits; null where the program does not tell.';

COMMENT ON COLUMN staging.survey_response.is_edited IS 'True for a version that was edited after it was sent.';

COMMENT ON COLUMN staging.survey_response.review IS 'What a supervisor said of it: rejected, approved, pending, or a word that is not known.';

COMMENT ON COLUMN staging.survey_response.started_text IS 'Start of the interview as written.';

COMMENT ON COLUMN staging.survey_response.ended_text IS 'End of the interview as written.';

COMMENT ON COLUMN staging.survey_response.consent IS 'Null where the person consented; else no, blank, or the word that is neither yes nor no. Then nothing but the identity is known.';

CREATE VIEW quality.survey_withdrawal AS
 SELECT cycle_year,
    wave,
    response_id,
    file_hash,
    row_number,
    consent
   FROM staging.survey_response given
  WHERE ((consent IS NOT NULL) AND (EXISTS ( SELECT
           FROM staging.survey_response other
          WHERE (((other.cycle_year = given.cycle_year) AND (other.wave = given.wave) AND (other.response_id = given.response_id)) AND (other.consent IS NULL)))));

COMMENT ON VIEW quality.survey_withdrawal IS 'Records without consent of people who consented in another version: where this is the newest, the person does not count.';

CREATE TABLE staging.survey_file (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    wave text NOT NULL,
    kind text NOT NULL,
    rows_received integer NOT NULL,
    rows_read integer NOT NULL,
    no_consent integer NOT NULL,
    misshapen integer NOT NULL,
    is_wave_sampled boolean NOT NULL,
    unreadable_rule text,
    unreadable_found text
);

COMMENT ON TABLE staging.survey_file IS 'The files of the survey that were read, before they are checked.';

COMMENT ON COLUMN staging.survey_file.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.survey_file.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN staging.survey_file.file_name IS 'Path below the inbox of the cycle, of its newest delivery (to the folder that it counts for).';

COMMENT ON COLUMN staging.survey_file.received_at IS 'When it was first delivered.';

COMMENT ON COLUMN staging.survey_file.wave IS 'Wave of the survey: the folder of the inbox in which the file was delivered last.';

COMMENT ON COLUMN staging.survey_file.kind IS 'responses or sampling.';

COMMENT ON COLUMN staging.survey_file.rows_received IS 'Records as counted by the independent reader.';

COMMENT ON COLUMN staging.survey_file.rows_read IS 'Records that the loader came by.';

COMMENT ON COLUMN staging.survey_file.no_consent IS 'Records without consent.';

COMMENT ON COLUMN staging.survey_file.misshapen IS 'Records with another number of cells than the heading.';

COMMENT ON COLUMN staging.survey_file.is_wave_sampled IS 'The wave has a sampling file that holds.';

COMMENT ON COLUMN staging.survey_file.unreadable_rule IS 'Why it could not be read; null if it was.';

COMMENT ON COLUMN staging.survey_file.unreadable_found IS 'What was found.';

CREATE VIEW quality.batch_survey_file AS
 WITH withdrawn AS (
         SELECT survey_withdrawal.file_hash,
            count(*) AS records
           FROM quality.survey_withdrawal
          WHERE (survey_withdrawal.cycle_year = quality.cycle())
          GROUP BY survey_withdrawal.file_hash
        ), unrecognised AS (
         SELECT survey_response.file_hash,
            count(*) AS records
           FROM staging.survey_response
          WHERE ((survey_response.cycle_year = quality.cycle()) AND (survey_response.consent <> ALL (ARRAY[''::text, 'no'::text])))
          GROUP BY survey_response.file_hash
        )
 SELECT file.cycle_year,
    file.file_hash,
    file.file_name,
    file.received_at,
    file.wave,
    file.kind,
    file.rows_received,
    file.rows_read,
    file.no_consent,
    file.misshapen,
    file.is_wave_sampled,
    file.unreadable_rule,
    file.unreadable_found,
    quality.delivery_doubt(file.cycle_year, 'survey'::text, file.file_hash) AS delivery_doubt,
    COALESCE(withdrawn.records, (0)::bigint) AS consents_withdrawn,
    COALESCE(unrecognised.records, (0)::bigint) AS consents_unrecognised
   FROM ((staging.survey_file file
     LEFT JOIN withdrawn USING (file_hash))
     LEFT JOIN unrecognised USING (file_hash))
  WHERE (file.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_survey_file IS 'staging.survey_file of the cycle as the suite survey_file reads it.';

CREATE VIEW quality.batch_survey_response AS
 SELECT given.cycle_year,
    given.city_code,
    given.wave,
    given.response_id,
    given.file_hash,
    given.row_number,
    given.received_at,
    given.copy_in_file,
    given.wave_text,
    given.stratum,
    given.psu,
    given.mode,
    given.age_group,
    given.sex,
    given.district,
    given.weight_text,
    given.weight,
    given.version,
    given.enumerator_hash,
    given.device_hash,
    given.phone_hash,
    given.started_at,
    given.ended_at,
    given.submitted_text,
    given.submitted_at,
    given.is_simulated,
    given.answer,
    given.out_of_scale_text,
    given.version_id,
    given.edits,
    given.is_edited,
    given.review,
    given.started_text,
    given.ended_text,
    given.consent,
    file.file_name,
    (city.city_code IS NOT NULL) AS is_city_of_cycle,
    (sampled.city_code IS NOT NULL) AS is_city_sampled,
    (stratum.stratum IS NOT NULL) AS is_stratum_of_frame,
    COALESCE(((given.psu ~* '^[0-9]([.,][0-9]+)?E[+][0-9]+$'::text) OR ((cardinality(stratum.psus) > 0) AND (given.psu <> ALL (stratum.psus)))), false) AS is_psu_of_no_frame,
    COALESCE(((cardinality(wave.form_versions) > 0) AND (given.version <> ALL (wave.form_versions))), false) AS is_version_of_another_form,
        CASE
            WHEN ((given.started_at IS NULL) AND (given.started_text ~ '^\s*\d\d?[-/.]\d\d?[-/.]\d{4}\y'::text)) THEN given.started_text
            WHEN ((given.ended_at IS NULL) AND (given.ended_text ~ '^\s*\d\d?[-/.]\d\d?[-/.]\d{4}\y'::text)) THEN given.ended_text
            ELSE NULL::text
        END AS ambiguous_time_text
   FROM (((((staging.survey_response given
     LEFT JOIN core.cycle_city city USING (cycle_year, city_code))
     LEFT JOIN core.survey_wave wave USING (cycle_year, wave))
     LEFT JOIN core.survey_stratum stratum USING (cycle_year, wave, city_code, stratum))
     LEFT JOIN ( SELECT DISTINCT survey_stratum.cycle_year,
            survey_stratum.wave,
            survey_stratum.city_code
           FROM core.survey_stratum) sampled USING (cycle_year, wave, city_code))
     LEFT JOIN staging.survey_file file ON (((file.cycle_year = given.cycle_year) AND (file.file_hash = given.file_hash))))
  WHERE ((given.cycle_year = quality.cycle()) AND (given.consent IS NULL));

COMMENT ON VIEW quality.batch_survey_response IS 'staging.survey_response of the cycle as the suite survey_response reads it, beside city and design.';

CREATE TABLE staging.ticket_answer (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    row_number integer NOT NULL,
    ticket_text text NOT NULL,
    answer_text text NOT NULL,
    reason_text text NOT NULL,
    ticket_id bigint,
    deadline_at timestamp with time zone,
    newest_at timestamp with time zone NOT NULL,
    lacks_reason boolean NOT NULL
);

COMMENT ON TABLE staging.ticket_answer IS 'One row per answered row of the tickets files of a cycle that could be read, beside the ticket that it is about.';

COMMENT ON COLUMN staging.ticket_answer.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.ticket_answer.file_hash IS 'The file.';

COMMENT ON COLUMN staging.ticket_answer.row_number IS 'Record in the file, counted from 1.';

COMMENT ON COLUMN staging.ticket_answer.ticket_text IS 'Number of the ticket as written.';

COMMENT ON COLUMN staging.ticket_answer.answer_text IS 'Answer as written.';

COMMENT ON COLUMN staging.ticket_answer.reason_text IS 'Reason as written; empty if none.';

COMMENT ON COLUMN staging.ticket_answer.ticket_id IS 'The ticket of this number, if the city that sent the file has it.';

COMMENT ON COLUMN staging.ticket_answer.deadline_at IS 'First instant at which an answer to it is late.';

COMMENT ON COLUMN staging.ticket_answer.newest_at IS 'When it was delivered last, before the deadline if it ever was.';

COMMENT ON COLUMN staging.ticket_answer.lacks_reason IS 'True if what was found is called right without a reason.';

CREATE TABLE staging.ticket_file (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    city_code text,
    received_at timestamp with time zone NOT NULL,
    deliveries integer NOT NULL,
    rows_received integer NOT NULL,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_found text
);

COMMENT ON TABLE staging.ticket_file IS 'The tickets files of a cycle that were read or are withheld, before they are checked.';

COMMENT ON COLUMN staging.ticket_file.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.ticket_file.file_hash IS 'The file.';

COMMENT ON COLUMN staging.ticket_file.file_name IS 'Path below the inbox of the cycle, of its first delivery.';

COMMENT ON COLUMN staging.ticket_file.city_code IS 'Name of the drop folder, which is the code of its city; null where it lies in none.';

COMMENT ON COLUMN staging.ticket_file.received_at IS 'When it was first delivered.';

COMMENT ON COLUMN staging.ticket_file.deliveries IS 'How often these bytes were delivered.';

COMMENT ON COLUMN staging.ticket_file.rows_received IS 'Answered rows as counted by the independent reader.';

COMMENT ON COLUMN staging.ticket_file.unreadable_rule IS 'Why it could not be read; null if it was.';

COMMENT ON COLUMN staging.ticket_file.unreadable_sheet IS 'Sheet at fault, where one is.';

COMMENT ON COLUMN staging.ticket_file.unreadable_found IS 'What was found there.';

CREATE VIEW quality.batch_ticket AS
 SELECT file.cycle_year,
    file.file_hash,
    file.file_name,
    file.city_code,
    file.received_at,
    file.unreadable_rule,
    file.unreadable_sheet,
    file.unreadable_found,
    NULL::text AS sheet,
    NULL::integer AS row_number,
    NULL::text AS ticket_text,
    NULL::text AS answer_text,
    NULL::text AS reason_text,
    NULL::bigint AS ticket_id,
    NULL::timestamp with time zone AS deadline_at,
    NULL::boolean AS lacks_reason
   FROM staging.ticket_file file
  WHERE (file.cycle_year = quality.cycle())
UNION ALL
 SELECT file.cycle_year,
    file.file_hash,
    file.file_name,
    file.city_code,
    file.received_at,
    NULL::text AS unreadable_rule,
    NULL::text AS unreadable_sheet,
    NULL::text AS unreadable_found,
        CASE
            WHEN ("right"(lower(file.file_name), 4) = '.csv'::text) THEN 'csv'::text
            ELSE NULL::text
        END AS sheet,
    given.row_number,
    given.ticket_text,
    given.answer_text,
    given.reason_text,
    given.ticket_id,
    given.deadline_at,
    given.lacks_reason
   FROM (staging.ticket_answer given
     JOIN staging.ticket_file file USING (cycle_year, file_hash))
  WHERE (given.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_ticket IS 'staging.ticket_file and ticket_answer of the cycle as the suite ticket reads them.';

CREATE TABLE staging.visit_finding (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    folder_city_code text,
    received_at timestamp with time zone NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    city_code text,
    indicator_code text,
    claimed_text text,
    claimed double precision,
    observed_text text,
    observed double precision,
    adjusted_text text,
    adjusted double precision,
    reason text,
    evidence text,
    assessor text,
    reviewer text,
    visited_text text,
    visited_on date,
    is_in_phase boolean NOT NULL,
    is_simulated boolean NOT NULL
);

COMMENT ON TABLE staging.visit_finding IS 'The rows of the files of findings, typed, before they are checked.';

COMMENT ON COLUMN staging.visit_finding.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.visit_finding.file_hash IS 'The file.';

COMMENT ON COLUMN staging.visit_finding.file_name IS 'Path below the inbox of the cycle.';

COMMENT ON COLUMN staging.visit_finding.folder_city_code IS 'Name of the drop folder.';

COMMENT ON COLUMN staging.visit_finding.received_at IS 'When the file was first delivered.';

COMMENT ON COLUMN staging.visit_finding.sheet IS 'Sheet of the workbook (csv for a CSV file).';

COMMENT ON COLUMN staging.visit_finding.row_number IS 'Row in the sheet, counted from 1.';

COMMENT ON COLUMN staging.visit_finding.cell IS 'Cell of the observed value.';

COMMENT ON COLUMN staging.visit_finding.city_code IS 'City code without the spaces around it.';

COMMENT ON COLUMN staging.visit_finding.indicator_code IS 'Indicator code without the spaces around it.';

COMMENT ON COLUMN staging.visit_finding.claimed_text IS 'Claimed value as written; null where none is.';

COMMENT ON COLUMN staging.visit_finding.claimed IS 'Claimed value; null where it is no number.';

COMMENT ON COLUMN staging.visit_finding.observed_text IS 'Observed value as written; null where none is.';

COMMENT ON COLUMN staging.visit_finding.observed IS 'Observed value in the unit of the indicator; null where it is no number.';

COMMENT ON COLUMN staging.visit_finding.adjusted_text IS 'Adjusted value as written; null where none is.';

COMMENT ON COLUMN staging.visit_finding.adjusted IS 'Adjusted value in the unit of the indicator; null where it is no number.';

COMMENT ON COLUMN staging.visit_finding.reason IS 'Reason; null where none is written.';

COMMENT ON COLUMN staging.visit_finding.evidence IS 'Evidence: document, address or file of a photo; null where none is named.';

COMMENT ON COLUMN staging.visit_finding.assessor IS 'Code of the assessor who saw it.';

COMMENT ON COLUMN staging.visit_finding.reviewer IS 'Code of the second reviewer who confirms it; null where nobody did yet.';

COMMENT ON COLUMN staging.visit_finding.visited_text IS 'Day of the visit as written; null where none is.';

COMMENT ON COLUMN staging.visit_finding.visited_on IS 'Day of the visit; null where it is no day.';

COMMENT ON COLUMN staging.visit_finding.is_in_phase IS 'The day lies in the phase visits of the calendar.';

COMMENT ON COLUMN staging.visit_finding.is_simulated IS 'The row declares itself simulated.';

CREATE VIEW quality.batch_visit_finding AS
 SELECT given.cycle_year,
    given.file_hash,
    given.file_name,
    given.folder_city_code,
    given.received_at,
    given.sheet,
    given.row_number,
    given.cell,
    given.city_code,
    given.indicator_code,
    given.claimed_text,
    given.claimed,
    given.observed_text,
    given.observed,
    given.adjusted_text,
    given.adjusted,
    given.reason,
    given.evidence,
    given.assessor,
    given.reviewer,
    given.visited_text,
    given.visited_on,
    given.is_in_phase,
    given.is_simulated,
    indicator.name_id AS indicator_name,
    indicator.valid_min,
    indicator.valid_max,
    COALESCE((indicator.value_kind = ANY (ARRAY['maturity'::text, 'boolean'::text])), false) AS is_whole,
    COALESCE((indicator.source = 'visit'::text), false) AS is_visit_only,
    (nominee.city_code IS NOT NULL) AS is_nominee,
    (assessor.assessor IS NOT NULL) AS is_assessor,
    (reviewer.assessor IS NOT NULL) AS is_reviewer,
    conflict.is_there AS has_conflict,
    claim.value AS claim,
    count(*) OVER (PARTITION BY given.file_hash, given.city_code, given.indicator_code, given.assessor) AS times_in_file
   FROM ((((((staging.visit_finding given
     LEFT JOIN core.cycle_indicator indicator USING (cycle_year, indicator_code))
     LEFT JOIN core.nominee nominee USING (cycle_year, city_code))
     LEFT JOIN ops.assessor assessor ON (((assessor.cycle_year = given.cycle_year) AND (assessor.assessor = given.assessor))))
     LEFT JOIN ops.assessor reviewer ON (((reviewer.cycle_year = given.cycle_year) AND (reviewer.assessor = given.reviewer))))
     LEFT JOIN LATERAL ( SELECT (count(*) > 0) AS is_there
           FROM ops.assessor_conflict declared
          WHERE ((declared.cycle_year = given.cycle_year) AND (declared.city_code = given.city_code) AND (declared.assessor = ANY (ARRAY[given.assessor, given.reviewer])))) conflict ON (true))
     LEFT JOIN core.indicator_value claim ON (((claim.cycle_year = given.cycle_year) AND (claim.city_code = given.city_code) AND (claim.indicator_code = given.indicator_code) AND (claim.origin = 'submitted'::text))))
  WHERE (given.cycle_year = quality.cycle());

COMMENT ON VIEW quality.batch_visit_finding IS 'staging.visit_finding of the cycle as the suite visit_finding reads it, beside nominees, people and claims.';

CREATE TABLE quality.city_proposal (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    city_code text NOT NULL,
    city_code_text text,
    city_name_text text,
    score double precision,
    state text DEFAULT 'proposed'::text NOT NULL,
    decided_by text,
    reason text,
    decided_at timestamp with time zone,
    CONSTRAINT city_proposal_check CHECK ((num_nulls(decided_by, reason, decided_at) =
CASE state
    WHEN 'proposed'::text THEN 3
    ELSE 0
END)),
    CONSTRAINT city_proposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'declined'::text])))
);

COMMENT ON TABLE quality.city_proposal IS 'Cities that the name in an unattributed file comes near to; a person confirms one, nothing is taken by itself.';

COMMENT ON COLUMN quality.city_proposal.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.city_proposal.file_hash IS 'The file.';

COMMENT ON COLUMN quality.city_proposal.city_code IS 'BPS code of the city that is proposed.';

COMMENT ON COLUMN quality.city_proposal.city_code_text IS 'City code as written in the file.';

COMMENT ON COLUMN quality.city_proposal.city_name_text IS 'City name as written in the file.';

COMMENT ON COLUMN quality.city_proposal.score IS 'Likeness of the names, 0 to 100 (rapidfuzz, fuzz.ratio); null where a person named a city that was not proposed.';

COMMENT ON COLUMN quality.city_proposal.state IS 'proposed; confirmed: the file is from this city; declined: it is not.';

COMMENT ON COLUMN quality.city_proposal.decided_by IS 'Who confirmed or declined it; null while it is proposed.';

COMMENT ON COLUMN quality.city_proposal.reason IS 'Reason given.';

COMMENT ON COLUMN quality.city_proposal.decided_at IS 'When it was decided.';

CREATE TABLE quality.failed_row (
    failed_row_id bigint NOT NULL,
    validation_id bigint NOT NULL,
    rule_id text NOT NULL,
    severity text NOT NULL,
    cycle_year integer,
    "row" jsonb NOT NULL
);

COMMENT ON TABLE quality.failed_row IS 'Every row that failed a rule, whole, not only the first twenty.';

COMMENT ON COLUMN quality.failed_row.failed_row_id IS 'Running number.';

COMMENT ON COLUMN quality.failed_row.validation_id IS 'Run of the suite.';

COMMENT ON COLUMN quality.failed_row.rule_id IS 'Rule.';

COMMENT ON COLUMN quality.failed_row.severity IS 'critical, warning or info.';

COMMENT ON COLUMN quality.failed_row.cycle_year IS 'Cycle; null for reference data.';

COMMENT ON COLUMN quality.failed_row."row" IS 'The row as the suite saw it.';

CREATE TABLE quality.validation_run (
    validation_id bigint NOT NULL,
    cycle_year integer,
    suite text NOT NULL,
    outcome text NOT NULL,
    rules_evaluated integer NOT NULL,
    rules_failed integer NOT NULL,
    rules_crashed integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    subject text,
    CONSTRAINT validation_run_outcome_check CHECK ((outcome = ANY (ARRAY['passed'::text, 'flagged'::text, 'rejected'::text, 'stopped'::text, 'crashed'::text])))
);

COMMENT ON TABLE quality.validation_run IS 'One row per run of a suite.';

COMMENT ON COLUMN quality.validation_run.validation_id IS 'Running number.';

COMMENT ON COLUMN quality.validation_run.cycle_year IS 'Cycle; null for reference data.';

COMMENT ON COLUMN quality.validation_run.suite IS 'Suite in expectations/.';

COMMENT ON COLUMN quality.validation_run.outcome IS 'passed; flagged (warnings only); rejected (critical rows refused, the rest goes on); stopped (critical); crashed (a rule could not be evaluated).';

COMMENT ON COLUMN quality.validation_run.rules_evaluated IS 'Number of rules.';

COMMENT ON COLUMN quality.validation_run.rules_failed IS 'Number of rules with at least one failing row.';

COMMENT ON COLUMN quality.validation_run.rules_crashed IS 'Number of rules that could not be evaluated.';

COMMENT ON COLUMN quality.validation_run.started_at IS 'Start.';

COMMENT ON COLUMN quality.validation_run.finished_at IS 'End.';

COMMENT ON COLUMN quality.validation_run.subject IS 'What was validated, as quality.subject() named it then: the staged version, or the runs or releases under check; null before this was kept.';

CREATE VIEW quality.latest_failed_row AS
 SELECT f.failed_row_id,
    f.validation_id,
    f.rule_id,
    f.severity,
    f.cycle_year,
    f."row"
   FROM (quality.failed_row f
     JOIN ( SELECT DISTINCT ON (validation_run.suite, validation_run.cycle_year) validation_run.validation_id
           FROM quality.validation_run
          ORDER BY validation_run.suite, validation_run.cycle_year, validation_run.validation_id DESC) newest USING (validation_id));

COMMENT ON VIEW quality.latest_failed_row IS 'quality.failed_row of the newest run of each suite per cycle.';

CREATE VIEW quality.failed_place AS
 SELECT cycle_year,
    split_part(rule_id, '.'::text, 1) AS suite,
    rule_id,
    severity,
    ("row" ->> 'file_hash'::text) AS file_hash,
    ("row" ->> 'sheet'::text) AS sheet,
    (("row" ->> 'row_number'::text))::integer AS row_number
   FROM quality.latest_failed_row;

COMMENT ON VIEW quality.failed_place IS 'quality.latest_failed_row by file, sheet and row.';

ALTER TABLE quality.failed_row ALTER COLUMN failed_row_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.failed_row_failed_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE quality.rule (
    rule_id text NOT NULL,
    suite text NOT NULL,
    severity text NOT NULL,
    reason text NOT NULL,
    message_id text NOT NULL,
    message_en text NOT NULL,
    dataset text NOT NULL,
    layer text DEFAULT 'row'::text NOT NULL,
    found text[] DEFAULT '{}'::text[] NOT NULL,
    found_between text DEFAULT ' '::text NOT NULL,
    place jsonb DEFAULT '{}'::jsonb NOT NULL,
    cause text,
    CONSTRAINT rule_layer_check CHECK ((layer = ANY (ARRAY['file'::text, 'row'::text, 'innovation'::text]))),
    CONSTRAINT rule_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'warning'::text, 'info'::text])))
);

COMMENT ON TABLE quality.rule IS 'Every rule that can reject or flag, with its words; loaded from expectations/.';

COMMENT ON COLUMN quality.rule.rule_id IS 'Stable id, for example submission_value.in_valid_range.';

COMMENT ON COLUMN quality.rule.suite IS 'Suite in expectations/ (file or intake for rules that act before a suite can).';

COMMENT ON COLUMN quality.rule.severity IS 'critical, warning or info.';

COMMENT ON COLUMN quality.rule.reason IS 'Why the rule is there.';

COMMENT ON COLUMN quality.rule.message_id IS 'What to tell a city, in Indonesian, with what to do.';

COMMENT ON COLUMN quality.rule.message_en IS 'The same in English.';

COMMENT ON COLUMN quality.rule.dataset IS 'What the suite is about: submissions, tickets, assessments, ..., reference, scores, releases.';

COMMENT ON COLUMN quality.rule.layer IS 'What a row of the suite is: file, row, or innovation.';

COMMENT ON COLUMN quality.rule.found IS 'Columns of the suite''s view that hold what was found; none where nothing is told row by row.';

COMMENT ON COLUMN quality.rule.found_between IS 'What stands between them, if there are several.';

COMMENT ON COLUMN quality.rule.place IS 'Where it was found: sheet, row_number, cell, city_code, indicator_code, each with the column of the view that holds it.';

COMMENT ON COLUMN quality.rule.cause IS 'What else hangs on the rule (rkci.quality.suites.CAUSES); null for most.';

CREATE VIEW quality.failure AS
 SELECT failed.cycle_year,
    rule.dataset,
        CASE
            WHEN (rule.place ? 'row_number'::text) THEN rule.layer
            ELSE 'file'::text
        END AS layer,
    failed.rule_id,
    failed.severity,
    rule.cause,
    (failed."row" ->> 'file_hash'::text) AS file_hash,
    (failed."row" ->> 'file_name'::text) AS file_name,
    (failed."row" ->> (rule.place ->> 'sheet'::text)) AS sheet,
    ((failed."row" ->> (rule.place ->> 'row_number'::text)))::integer AS row_number,
    (failed."row" ->> (rule.place ->> 'cell'::text)) AS cell,
    (failed."row" ->> (rule.place ->> 'city_code'::text)) AS city_code,
    (failed."row" ->> (rule.place ->> 'indicator_code'::text)) AS indicator_code,
    ( SELECT "left"(COALESCE(string_agg((failed."row" ->> told.name), rule.found_between ORDER BY told.place), ''::text), 200) AS "left"
           FROM unnest(rule.found) WITH ORDINALITY told(name, place)) AS found_text,
    rule.message_id,
    rule.message_en,
    failed."row"
   FROM (quality.latest_failed_row failed
     JOIN quality.rule rule USING (rule_id));

COMMENT ON VIEW quality.failure IS 'quality.latest_failed_row with the dataset, the layer, the place, what was found and the words, as the rules tell them.';

CREATE TABLE quality.flagged_row (
    flagged_row_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    layer text NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    sheet text,
    row_number integer,
    cell text,
    city_code text,
    indicator_code text,
    rule_id text NOT NULL,
    found_text text,
    message_id text NOT NULL,
    message_en text NOT NULL,
    CONSTRAINT flagged_row_layer_check CHECK ((layer = ANY (ARRAY['file'::text, 'row'::text, 'innovation'::text])))
);

COMMENT ON TABLE quality.flagged_row IS 'Every accepted file and row of a cycle that a warning points at, with place, reason and what to do; rebuilt with the cycle.';

COMMENT ON COLUMN quality.flagged_row.flagged_row_id IS 'Running number.';

COMMENT ON COLUMN quality.flagged_row.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.flagged_row.dataset IS 'submissions, and later survey, visits, objections.';

COMMENT ON COLUMN quality.flagged_row.layer IS 'file where the whole file is meant, row where one answer is.';

COMMENT ON COLUMN quality.flagged_row.file_hash IS 'The file.';

COMMENT ON COLUMN quality.flagged_row.file_name IS 'Its path below the inbox of the cycle.';

COMMENT ON COLUMN quality.flagged_row.sheet IS 'Sheet, where there is one.';

COMMENT ON COLUMN quality.flagged_row.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN quality.flagged_row.cell IS 'Cell, where there is one.';

COMMENT ON COLUMN quality.flagged_row.city_code IS 'BPS code.';

COMMENT ON COLUMN quality.flagged_row.indicator_code IS 'Indicator, where there is one.';

COMMENT ON COLUMN quality.flagged_row.rule_id IS 'Rule.';

COMMENT ON COLUMN quality.flagged_row.found_text IS 'What was found.';

COMMENT ON COLUMN quality.flagged_row.message_id IS 'What to tell the city, in Indonesian.';

COMMENT ON COLUMN quality.flagged_row.message_en IS 'The same in English.';

CREATE TABLE quality.rejected_row (
    rejected_row_id bigint NOT NULL,
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    layer text NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    sheet text,
    row_number integer,
    cell text,
    city_code text,
    indicator_code text,
    rule_id text NOT NULL,
    found_text text,
    message_id text NOT NULL,
    message_en text NOT NULL,
    CONSTRAINT rejected_row_layer_check CHECK ((layer = ANY (ARRAY['file'::text, 'row'::text, 'innovation'::text])))
);

COMMENT ON TABLE quality.rejected_row IS 'Every file and row of a cycle that was rejected, with place, reason and what to do; rebuilt with the cycle.';

COMMENT ON COLUMN quality.rejected_row.rejected_row_id IS 'Running number.';

COMMENT ON COLUMN quality.rejected_row.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.rejected_row.dataset IS 'submissions, and later survey, visits, objections.';

COMMENT ON COLUMN quality.rejected_row.layer IS 'file where the whole file is refused, row where one answer is, innovation where one row of that list is.';

COMMENT ON COLUMN quality.rejected_row.file_hash IS 'The file.';

COMMENT ON COLUMN quality.rejected_row.file_name IS 'Its path below the inbox of the cycle.';

COMMENT ON COLUMN quality.rejected_row.sheet IS 'Sheet, where there is one.';

COMMENT ON COLUMN quality.rejected_row.row_number IS 'Row in the sheet.';

COMMENT ON COLUMN quality.rejected_row.cell IS 'Cell, where there is one.';

COMMENT ON COLUMN quality.rejected_row.city_code IS 'BPS code, where known.';

COMMENT ON COLUMN quality.rejected_row.indicator_code IS 'Indicator, where known.';

COMMENT ON COLUMN quality.rejected_row.rule_id IS 'Rule.';

COMMENT ON COLUMN quality.rejected_row.found_text IS 'What was found.';

COMMENT ON COLUMN quality.rejected_row.message_id IS 'What to tell the city, in Indonesian.';

COMMENT ON COLUMN quality.rejected_row.message_en IS 'The same in English.';

CREATE VIEW quality.failures_by_rule AS
 SELECT cycle_year,
    rule_id,
    severity,
    count(*) AS failures,
    count(DISTINCT file_hash) AS files,
    count(DISTINCT city_code) AS cities,
    max(message_id) AS message_id,
    max(message_en) AS message_en
   FROM ( SELECT rejected_row.cycle_year,
            rejected_row.rule_id,
            'critical'::text AS severity,
            rejected_row.file_hash,
            rejected_row.city_code,
            rejected_row.message_id,
            rejected_row.message_en
           FROM quality.rejected_row
        UNION ALL
         SELECT flagged_row.cycle_year,
            flagged_row.rule_id,
            'warning'::text AS severity,
            flagged_row.file_hash,
            flagged_row.city_code,
            flagged_row.message_id,
            flagged_row.message_en
           FROM quality.flagged_row) failed
  GROUP BY cycle_year, rule_id, severity;

COMMENT ON VIEW quality.failures_by_rule IS 'Which rule fails most: one row per cycle and rule with its rejections or warnings, files and cities.';

CREATE TABLE raw.file_reading (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    rows_received integer NOT NULL,
    rows_read integer NOT NULL,
    city_code_text text,
    city_name_text text,
    cycle_text text,
    framework_hash_text text,
    seal_text text,
    origin_text text,
    officer_text text,
    agency_text text,
    sign_off_text text,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamp with time zone DEFAULT now() NOT NULL,
    innovations_received integer DEFAULT 0 NOT NULL,
    innovations_read integer DEFAULT 0 NOT NULL,
    sealed_city_code text
);

COMMENT ON TABLE raw.file_reading IS 'What opening a submitted file gave: its declared identity, its number of answers, or why it could not be read.';

COMMENT ON COLUMN raw.file_reading.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.file_reading.file_hash IS 'The file.';

COMMENT ON COLUMN raw.file_reading.rows_received IS 'Answered rows as counted by an independent reader of the archived file, not by the loader.';

COMMENT ON COLUMN raw.file_reading.rows_read IS 'Answered rows that the loader wrote to raw.submission_row.';

COMMENT ON COLUMN raw.file_reading.city_code_text IS 'City code as written in the file.';

COMMENT ON COLUMN raw.file_reading.city_name_text IS 'City name as written in the file.';

COMMENT ON COLUMN raw.file_reading.cycle_text IS 'Cycle as written in the file.';

COMMENT ON COLUMN raw.file_reading.framework_hash_text IS 'Framework hash as written in the file.';

COMMENT ON COLUMN raw.file_reading.seal_text IS 'Seal over city, cycle and framework hash as written in the file.';

COMMENT ON COLUMN raw.file_reading.origin_text IS 'Declared origin of the file: simulated or blank.';

COMMENT ON COLUMN raw.file_reading.officer_text IS 'Officer who filled it in, as written.';

COMMENT ON COLUMN raw.file_reading.agency_text IS 'Agency of the officer, as written.';

COMMENT ON COLUMN raw.file_reading.sign_off_text IS 'Who signed it off and when, as written.';

COMMENT ON COLUMN raw.file_reading.unreadable_rule IS 'Why it could not be opened: too_large, not_a_workbook, no_identity_sheet, no_indicator_sheet, no_header; null if it was read.';

COMMENT ON COLUMN raw.file_reading.unreadable_sheet IS 'Sheet at fault, where one is.';

COMMENT ON COLUMN raw.file_reading.unreadable_cell IS 'Cell at fault, where one is.';

COMMENT ON COLUMN raw.file_reading.unreadable_found IS 'What was found there.';

COMMENT ON COLUMN raw.file_reading.read_at IS 'When it was read.';

COMMENT ON COLUMN raw.file_reading.innovations_received IS 'Rows of the list of innovations as counted by an independent reader of the archived file.';

COMMENT ON COLUMN raw.file_reading.innovations_read IS 'Rows of the list of innovations that the loader wrote to raw.innovation_row.';

COMMENT ON COLUMN raw.file_reading.sealed_city_code IS 'City for which the secretariat made the seal; null unless its signature fits the cycle and framework hash written. Judged when the file was read.';

CREATE TABLE raw.list_reading (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    file_hash text NOT NULL,
    rows_received integer NOT NULL,
    rows_read integer NOT NULL,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE raw.list_reading IS 'What opening a file of a list gave: its number of rows, or why it could not be read.';

COMMENT ON COLUMN raw.list_reading.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.list_reading.dataset IS 'List: assessments, visits (findings) or objections.';

COMMENT ON COLUMN raw.list_reading.file_hash IS 'The file.';

COMMENT ON COLUMN raw.list_reading.rows_received IS 'Filled rows as counted by an independent reader of the archived file, not by the loader.';

COMMENT ON COLUMN raw.list_reading.rows_read IS 'Filled rows that the loader wrote to raw.list_row.';

COMMENT ON COLUMN raw.list_reading.unreadable_rule IS 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';

COMMENT ON COLUMN raw.list_reading.unreadable_sheet IS 'Sheet at fault, where one is.';

COMMENT ON COLUMN raw.list_reading.unreadable_cell IS 'Cell at fault, where one is.';

COMMENT ON COLUMN raw.list_reading.unreadable_found IS 'What was found there.';

COMMENT ON COLUMN raw.list_reading.read_at IS 'When it was read.';

CREATE TABLE raw.survey_reading (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    reading integer NOT NULL,
    read_with text NOT NULL,
    wave text NOT NULL,
    kind text NOT NULL,
    archive_hash text NOT NULL,
    mapping text NOT NULL,
    rows_received integer NOT NULL,
    rows_read integer NOT NULL,
    rows_stored integer NOT NULL,
    no_consent integer NOT NULL,
    misshapen integer NOT NULL,
    dropped_columns integer NOT NULL,
    unreadable_rule text,
    unreadable_found text,
    read_at timestamp with time zone DEFAULT now() NOT NULL,
    producer text DEFAULT ''::text NOT NULL,
    submitted_zone text,
    CONSTRAINT survey_reading_kind_check CHECK ((kind = ANY (ARRAY['responses'::text, 'sampling'::text])))
);

COMMENT ON TABLE raw.survey_reading IS 'What each reading of a file of the survey gave: its numbers, or why it could not be read. The newest counts (raw.newest_survey_reading).';

COMMENT ON COLUMN raw.survey_reading.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.survey_reading.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN raw.survey_reading.reading IS 'Number of the reading of this file, from 1.';

COMMENT ON COLUMN raw.survey_reading.read_with IS 'Fingerprint of the mapping that it was read by; of all mappings for a sampling file, which may name any. Another one now: it is read again.';

COMMENT ON COLUMN raw.survey_reading.wave IS 'Wave of the survey: the folder of the inbox in which the file was delivered last.';

COMMENT ON COLUMN raw.survey_reading.kind IS 'responses or sampling.';

COMMENT ON COLUMN raw.survey_reading.archive_hash IS 'SHA-256 of what the archive keeps: the pseudonymised export, or the sampling file itself.';

COMMENT ON COLUMN raw.survey_reading.mapping IS 'Mapping by which the columns were found: form, or the name of a file in include/forms/mappings.';

COMMENT ON COLUMN raw.survey_reading.rows_received IS 'Records as counted by an independent reader of the original, not by the loader; 1 for a sampling file.';

COMMENT ON COLUMN raw.survey_reading.rows_read IS 'Records that the loader came by: stored, without consent, with a consent that is not understood, and misshapen.';

COMMENT ON COLUMN raw.survey_reading.rows_stored IS 'Records with consent, in raw.survey_row.';

COMMENT ON COLUMN raw.survey_reading.no_consent IS 'Records without consent: of them nothing is stored but the hashes that identify them.';

COMMENT ON COLUMN raw.survey_reading.misshapen IS 'Records with another number of cells than the heading: counted with their places in raw.survey_misshapen.';

COMMENT ON COLUMN raw.survey_reading.dropped_columns IS 'Columns that no mapping declares (names, notes, positions): not stored.';

COMMENT ON COLUMN raw.survey_reading.unreadable_rule IS 'Why it could not be read; null if it was.';

COMMENT ON COLUMN raw.survey_reading.unreadable_found IS 'What was found.';

COMMENT ON COLUMN raw.survey_reading.read_at IS 'When it was read.';

COMMENT ON COLUMN raw.survey_reading.producer IS 'Program that exported the file: kobo, central, surveycto, briefcase or table; blank for a sampling file.';

COMMENT ON COLUMN raw.survey_reading.submitted_zone IS 'Time zone in which the program writes a time of submission without an offset; null for the local one.';

CREATE VIEW raw.newest_survey_reading AS
 SELECT DISTINCT ON (cycle_year, file_hash) cycle_year,
    file_hash,
    reading,
    read_with,
    wave,
    kind,
    archive_hash,
    mapping,
    rows_received,
    rows_read,
    rows_stored,
    no_consent,
    misshapen,
    dropped_columns,
    unreadable_rule,
    unreadable_found,
    read_at,
    producer,
    submitted_zone
   FROM raw.survey_reading
  ORDER BY cycle_year, file_hash, reading DESC;

COMMENT ON VIEW raw.newest_survey_reading IS 'The reading of each file of the survey that counts; those before it are kept.';

CREATE VIEW quality.file_read AS
 SELECT 'submissions'::text AS dataset,
    file_reading.cycle_year,
    file_reading.file_hash,
    file_reading.rows_received
   FROM raw.file_reading
UNION ALL
 SELECT 'tickets'::text AS dataset,
    file_reading.cycle_year,
    file_reading.file_hash,
    file_reading.rows_received
   FROM raw.file_reading
UNION ALL
 SELECT list_reading.dataset,
    list_reading.cycle_year,
    list_reading.file_hash,
    list_reading.rows_received
   FROM raw.list_reading
UNION ALL
 SELECT 'survey'::text AS dataset,
    newest_survey_reading.cycle_year,
    newest_survey_reading.file_hash,
        CASE newest_survey_reading.kind
            WHEN 'responses'::text THEN newest_survey_reading.rows_received
            ELSE NULL::integer
        END AS rows_received
   FROM raw.newest_survey_reading;

COMMENT ON VIEW quality.file_read IS 'Every file that a reader has come to the end of, readable or not, with the rows that were counted in it.';

CREATE VIEW quality.file_without_city AS
 SELECT submission.cycle_year,
    submission.file_hash,
    submission.file_name,
    staged.city_code_text,
    staged.city_name_text,
    submission.rule_id,
    submission.received_at,
        CASE
            WHEN (answer.file_name IS NOT NULL) THEN 'closed'::text
            WHEN (confirmed.city_code IS NOT NULL) THEN 'answered'::text
            ELSE 'open'::text
        END AS state,
    confirmed.city_code AS confirmed_city_code,
    answer.file_name AS closed_by_file_name
   FROM (((core.submission submission
     JOIN staging.submission staged USING (cycle_year, file_hash))
     LEFT JOIN quality.city_proposal confirmed ON (((confirmed.cycle_year = submission.cycle_year) AND (confirmed.file_hash = submission.file_hash) AND (confirmed.state = 'confirmed'::text))))
     LEFT JOIN LATERAL ( SELECT newer.file_name
           FROM core.submission newer
          WHERE ((newer.cycle_year = submission.cycle_year) AND (newer.state = ANY (ARRAY['accepted'::text, 'superseded'::text])) AND (newer.received_at > submission.received_at) AND ("substring"(newer.file_name, '[^/]*$'::text) = "substring"(submission.file_name, '[^/]*$'::text)))
          ORDER BY newer.received_at DESC, newer.file_name
         LIMIT 1) answer ON (true))
  WHERE (submission.city_code IS NULL);

COMMENT ON VIEW quality.file_without_city IS 'Submitted files that belong to no known city: open questions to the secretariat, for no city can be asked.';

COMMENT ON COLUMN quality.file_without_city.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.file_without_city.file_hash IS 'The file; rkci confirm-city takes it.';

COMMENT ON COLUMN quality.file_without_city.file_name IS 'Its path below the inbox of the cycle.';

COMMENT ON COLUMN quality.file_without_city.city_code_text IS 'City code as written; null where none was read.';

COMMENT ON COLUMN quality.file_without_city.city_name_text IS 'City name as written; null where none was read.';

COMMENT ON COLUMN quality.file_without_city.rule_id IS 'First rule that refused it.';

COMMENT ON COLUMN quality.file_without_city.received_at IS 'When it was delivered: open since then.';

COMMENT ON COLUMN quality.file_without_city.state IS 'open; answered, a person confirmed its city and the next run honours it; closed, a newer file of the same name was taken in. A file that is attributed by that run is here no more.';

COMMENT ON COLUMN quality.file_without_city.confirmed_city_code IS 'City that a person confirmed; null while none did.';

COMMENT ON COLUMN quality.file_without_city.closed_by_file_name IS 'The newer file of the same name; null while there is none.';

ALTER TABLE quality.flagged_row ALTER COLUMN flagged_row_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.flagged_row_flagged_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE quality.ledger (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    city_code text NOT NULL,
    file_hash text NOT NULL,
    layer text NOT NULL,
    received integer NOT NULL,
    accepted integer NOT NULL,
    rejected integer NOT NULL,
    superseded integer NOT NULL,
    accepted_with_warning integer DEFAULT 0 NOT NULL,
    CONSTRAINT ledger_layer_check CHECK ((layer = ANY (ARRAY['file'::text, 'row'::text, 'innovation'::text])))
);

COMMENT ON TABLE quality.ledger IS 'Received against accepted + rejected + superseded, per file, in files and in rows; rebuilt with the cycle and checked.';

COMMENT ON COLUMN quality.ledger.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.ledger.dataset IS 'submissions, and later survey, visits, objections.';

COMMENT ON COLUMN quality.ledger.city_code IS 'BPS code; empty where the file could not be attributed.';

COMMENT ON COLUMN quality.ledger.file_hash IS 'The file.';

COMMENT ON COLUMN quality.ledger.layer IS 'file (deliveries of that content), row (answered rows) or innovation (rows of its list of innovations, where it has any).';

COMMENT ON COLUMN quality.ledger.received IS 'Counted by an independent reader of the archived file.';

COMMENT ON COLUMN quality.ledger.accepted IS 'Went on to core, with a warning or not.';

COMMENT ON COLUMN quality.ledger.rejected IS 'Refused with a reason.';

COMMENT ON COLUMN quality.ledger.superseded IS 'Replaced by a newer revision, or delivered again.';

COMMENT ON COLUMN quality.ledger.accepted_with_warning IS 'Part of accepted: went on to core, and the city is told what looks odd about it.';

CREATE VIEW quality.list_row AS
 SELECT 'assessments'::text AS dataset,
    given.cycle_year,
    given.file_hash,
    given.sheet,
    given.row_number,
    ((counted.file_hash = given.file_hash) AND (counted.sheet = given.sheet) AND (counted.row_number = given.row_number)) AS is_counted
   FROM (staging.assessment given
     LEFT JOIN core.assessment counted USING (cycle_year, city_code, indicator_code, assessor))
UNION ALL
 SELECT 'visits'::text AS dataset,
    given.cycle_year,
    given.file_hash,
    given.sheet,
    given.row_number,
    ((counted.file_hash = given.file_hash) AND (counted.sheet = given.sheet) AND (counted.row_number = given.row_number)) AS is_counted
   FROM (staging.visit_finding given
     LEFT JOIN core.visit_finding counted USING (cycle_year, city_code, indicator_code))
UNION ALL
 SELECT 'objections'::text AS dataset,
    given.cycle_year,
    given.file_hash,
    given.sheet,
    given.row_number,
    (counted.objection_id = given.objection_id) AS is_counted
   FROM (staging.objection given
     LEFT JOIN core.objection counted USING (cycle_year, city_code, indicator_code));

COMMENT ON VIEW quality.list_row IS 'The rows of lists that are staged: true for one that counts in core, false where another one does in its place.';

CREATE VIEW quality.missing_by_city AS
 SELECT cycle_city.cycle_year,
    cycle_city.city_code,
    city.city_name,
    indicator.indicator_code,
    indicator.name_id,
    indicator.name_en,
    indicator.is_required,
        CASE
            WHEN (counted.file_hash IS NULL) THEN 'no_file'::text
            WHEN (EXISTS ( SELECT
               FROM (quality.rejected_row rejected
                 JOIN quality.rule rule USING (rule_id))
              WHERE ((rejected.cycle_year = cycle_city.cycle_year) AND (rejected.dataset = 'submissions'::text) AND (rejected.layer = 'row'::text) AND (rejected.city_code = cycle_city.city_code) AND (rejected.indicator_code = indicator.indicator_code) AND (rule.cause IS DISTINCT FROM 'unasked'::text)))) THEN 'rejected'::text
            WHEN (answer.status IS NOT NULL) THEN 'declared_missing'::text
            ELSE 'not_answered'::text
        END AS reason
   FROM ((((core.cycle_city cycle_city
     JOIN core.city city USING (city_code))
     JOIN core.cycle_indicator indicator ON (((indicator.cycle_year = cycle_city.cycle_year) AND (indicator.source = 'submitted'::text))))
     LEFT JOIN core.submission counted ON (((counted.cycle_year = cycle_city.cycle_year) AND (counted.city_code = cycle_city.city_code) AND (counted.state = 'accepted'::text))))
     LEFT JOIN core.indicator_value answer ON (((answer.cycle_year = cycle_city.cycle_year) AND (answer.city_code = cycle_city.city_code) AND (answer.indicator_code = indicator.indicator_code) AND (answer.origin = 'submitted'::text))))
  WHERE (COALESCE(answer.status, 'missing'::text) = 'missing'::text);

COMMENT ON VIEW quality.missing_by_city IS 'What is missing from whom: one row per city and indicator asked of it without an answer that counts.';

COMMENT ON COLUMN quality.missing_by_city.reason IS 'no_file, rejected, declared_missing (the city says that there are no data) or not_answered.';

CREATE TABLE quality.objection_effect (
    cycle_year integer NOT NULL,
    framework_id text NOT NULL,
    objection_id bigint NOT NULL,
    city_code text NOT NULL,
    indicator_code text NOT NULL,
    value_before double precision,
    origin_before text,
    value double precision NOT NULL,
    score_before double precision,
    score double precision,
    rank_before integer,
    rank integer,
    places_moved integer NOT NULL
);

COMMENT ON TABLE quality.objection_effect IS 'What each accepted objection changed: the cycle scored without it beside the newest run. Rebuilt with the scores.';

COMMENT ON COLUMN quality.objection_effect.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.objection_effect.framework_id IS 'Framework.';

COMMENT ON COLUMN quality.objection_effect.objection_id IS 'Objection.';

COMMENT ON COLUMN quality.objection_effect.city_code IS 'BPS code of the city that objected.';

COMMENT ON COLUMN quality.objection_effect.indicator_code IS 'Indicator.';

COMMENT ON COLUMN quality.objection_effect.value_before IS 'Value that scores without the objection; null if none does.';

COMMENT ON COLUMN quality.objection_effect.origin_before IS 'Its origin.';

COMMENT ON COLUMN quality.objection_effect.value IS 'Value that scores.';

COMMENT ON COLUMN quality.objection_effect.score_before IS 'Score of the city without it.';

COMMENT ON COLUMN quality.objection_effect.score IS 'Score of the city.';

COMMENT ON COLUMN quality.objection_effect.rank_before IS 'Place in the class without it; null without one.';

COMMENT ON COLUMN quality.objection_effect.rank IS 'Place in the class; null without one.';

COMMENT ON COLUMN quality.objection_effect.places_moved IS 'Number of cities whose place it changes, that of the city included.';

CREATE TABLE quality.refusal (
    refusal_id bigint NOT NULL,
    refused_at timestamp with time zone DEFAULT now() NOT NULL,
    subject text NOT NULL,
    file_name text,
    row_number integer,
    column_name text,
    message text NOT NULL
);

COMMENT ON TABLE quality.refusal IS 'What was refused before any row of it could be checked: a reference file, a framework, a request; one row per fault.';

COMMENT ON COLUMN quality.refusal.refusal_id IS 'Running number.';

COMMENT ON COLUMN quality.refusal.refused_at IS 'When.';

COMMENT ON COLUMN quality.refusal.subject IS 'What was refused.';

COMMENT ON COLUMN quality.refusal.file_name IS 'File at fault, where there is one.';

COMMENT ON COLUMN quality.refusal.row_number IS 'Row in the file, the header being row 1.';

COMMENT ON COLUMN quality.refusal.column_name IS 'Column in the file.';

COMMENT ON COLUMN quality.refusal.message IS 'What is wrong and what to do.';

ALTER TABLE quality.refusal ALTER COLUMN refusal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.refusal_refusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE quality.rejected_row ALTER COLUMN rejected_row_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.rejected_row_rejected_row_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW quality.set_aside AS
 SELECT cycle_year,
    file_hash,
    decided_by,
    reason,
    decided_at
   FROM ( SELECT DISTINCT ON (decision.cycle_year, decision.subject) decision.cycle_year,
            decision.subject AS file_hash,
            decision.outcome,
            decision.decided_by,
            decision.reason,
            decision.decided_at
           FROM ops.decision
          WHERE (decision.kind = 'set_aside'::text)
          ORDER BY decision.cycle_year, decision.subject, decision.decision_id DESC) newest
  WHERE (outcome = 'set_aside'::text);

COMMENT ON VIEW quality.set_aside IS 'Files that a person set aside (rkci set-aside) and nobody took back since.';

CREATE TABLE quality.survey_flag (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    wave text NOT NULL,
    response_id text NOT NULL,
    rule text NOT NULL,
    is_excluding boolean NOT NULL,
    found_text text NOT NULL
);

COMMENT ON TABLE quality.survey_flag IS 'Answers that a data-quality rule flags; rebuilt with the cycle.';

COMMENT ON COLUMN quality.survey_flag.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.survey_flag.city_code IS 'BPS code.';

COMMENT ON COLUMN quality.survey_flag.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN quality.survey_flag.response_id IS 'Keyed hash of the uuid.';

COMMENT ON COLUMN quality.survey_flag.rule IS 'Rule under survey.flags of cycle.yaml.';

COMMENT ON COLUMN quality.survey_flag.is_excluding IS 'True where the rule excludes what it flags.';

COMMENT ON COLUMN quality.survey_flag.found_text IS 'What was found.';

CREATE VIEW quality.survey_flag_by_wave AS
 SELECT cycle_year,
    wave,
    rule,
    is_excluding,
    count(DISTINCT city_code) AS cities,
    count(*) AS answers
   FROM quality.survey_flag
  GROUP BY cycle_year, wave, rule, is_excluding;

COMMENT ON VIEW quality.survey_flag_by_wave IS 'How many answers each data-quality rule flags, by wave, and whether it excludes them.';

COMMENT ON COLUMN quality.survey_flag_by_wave.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.survey_flag_by_wave.wave IS 'Wave.';

COMMENT ON COLUMN quality.survey_flag_by_wave.rule IS 'Rule under survey.flags of cycle.yaml.';

COMMENT ON COLUMN quality.survey_flag_by_wave.is_excluding IS 'True where the rule excludes what it flags.';

COMMENT ON COLUMN quality.survey_flag_by_wave.cities IS 'Cities with such answers.';

COMMENT ON COLUMN quality.survey_flag_by_wave.answers IS 'Answers flagged.';

CREATE TABLE quality.ticket_event (
    ticket_event_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    file_hash text
);

COMMENT ON TABLE quality.ticket_event IS 'Every state that a ticket came to, append-only.';

COMMENT ON COLUMN quality.ticket_event.ticket_event_id IS 'Running number.';

COMMENT ON COLUMN quality.ticket_event.ticket_id IS 'Ticket.';

COMMENT ON COLUMN quality.ticket_event.occurred_at IS 'When the pipeline noted it.';

COMMENT ON COLUMN quality.ticket_event.state IS 'State from then on.';

COMMENT ON COLUMN quality.ticket_event.file_hash IS 'File that brought it about: the one asked about, or the one that closed it; null for answers and expiry.';

ALTER TABLE quality.ticket_event ALTER COLUMN ticket_event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.ticket_event_ticket_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE quality.ticket ALTER COLUMN ticket_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.ticket_ticket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE quality.unread_file (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    file_hash text NOT NULL,
    rule text NOT NULL,
    found text NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT unread_file_rule_check CHECK ((rule = ANY (ARRAY['reader_failed'::text, 'changed'::text, 'taken_away'::text])))
);

COMMENT ON TABLE quality.unread_file IS 'Files that were received and not read: refused until a later run reads them. What a reader says of a file stands in raw.';

COMMENT ON COLUMN quality.unread_file.cycle_year IS 'Cycle.';

COMMENT ON COLUMN quality.unread_file.dataset IS 'Inbox that it came by.';

COMMENT ON COLUMN quality.unread_file.file_hash IS 'The file.';

COMMENT ON COLUMN quality.unread_file.rule IS 'reader_failed (over this file; the log of the task has the traceback), changed (other bytes than were received lie there) or taken_away (gone before it was read).';

COMMENT ON COLUMN quality.unread_file.found IS 'Kind of the exception, or what lies there in its place.';

COMMENT ON COLUMN quality.unread_file.noted_at IS 'When the newest attempt failed.';

CREATE TABLE quality.validation_result (
    validation_id bigint NOT NULL,
    rule_id text NOT NULL,
    severity text NOT NULL,
    outcome text NOT NULL,
    rows_failed integer NOT NULL,
    detail text,
    CONSTRAINT validation_result_outcome_check CHECK ((outcome = ANY (ARRAY['passed'::text, 'failed'::text, 'crashed'::text])))
);

COMMENT ON TABLE quality.validation_result IS 'One row per rule of a run of a suite.';

COMMENT ON COLUMN quality.validation_result.validation_id IS 'Run of the suite.';

COMMENT ON COLUMN quality.validation_result.rule_id IS 'Rule.';

COMMENT ON COLUMN quality.validation_result.severity IS 'critical, warning or info.';

COMMENT ON COLUMN quality.validation_result.outcome IS 'passed, failed, or crashed: neither.';

COMMENT ON COLUMN quality.validation_result.rows_failed IS 'Number of failing rows, all of them.';

COMMENT ON COLUMN quality.validation_result.detail IS 'Observed value, or the exception of a crash.';

ALTER TABLE quality.validation_run ALTER COLUMN validation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME quality.validation_run_validation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW quality.waiting_by_city AS
 SELECT ticket.cycle_year,
    ticket.city_code,
    city.city_name,
    count(*) FILTER (WHERE (ticket.state = 'open'::text)) AS open_tickets,
    count(*) FILTER (WHERE (ticket.state = 'answered'::text)) AS answered_tickets,
    count(*) FILTER (WHERE (ticket.state = 'expired'::text)) AS expired_tickets,
    min(ticket.opened_at) FILTER (WHERE (ticket.state = ANY (ARRAY['open'::text, 'expired'::text]))) AS owes_since,
    min(ticket.deadline_at) FILTER (WHERE (ticket.state = 'open'::text)) AS next_deadline_at,
    min(ticket.answered_at) FILTER (WHERE (ticket.state = 'answered'::text)) AS waits_since
   FROM (quality.ticket ticket
     JOIN core.city city USING (city_code))
  WHERE (ticket.state <> 'closed'::text)
  GROUP BY ticket.cycle_year, ticket.city_code, city.city_name;

COMMENT ON VIEW quality.waiting_by_city IS 'Who waits for whom: one row per cycle and city with tickets that are not closed.';

COMMENT ON COLUMN quality.waiting_by_city.owes_since IS 'The city owes an answer since then; null if it owes none.';

COMMENT ON COLUMN quality.waiting_by_city.waits_since IS 'The city waits since then for the secretariat to read its answer; null if it does not.';

CREATE VIEW quality.withheld AS
 SELECT receipt.cycle_year,
    receipt.dataset,
    receipt.file_hash,
        CASE
            WHEN (aside.file_hash IS NULL) THEN unread.rule
            ELSE 'set_aside'::text
        END AS rule,
        CASE
            WHEN (aside.file_hash IS NULL) THEN unread.found
            ELSE concat(aside.reason, ' (', aside.decided_by, ')')
        END AS found
   FROM ((( SELECT DISTINCT receipt_1.cycle_year,
            receipt_1.dataset,
            receipt_1.file_hash
           FROM raw.receipt receipt_1) receipt
     LEFT JOIN quality.set_aside aside USING (cycle_year, file_hash))
     LEFT JOIN quality.unread_file unread USING (cycle_year, dataset, file_hash))
  WHERE ((aside.file_hash IS NOT NULL) OR (unread.file_hash IS NOT NULL));

COMMENT ON VIEW quality.withheld IS 'Files that are refused whatever is in them: set aside by a person, or not read, with what is said of it.';

CREATE TABLE raw.file (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    dataset text NOT NULL,
    file_name text NOT NULL,
    folder_city_code text,
    size_bytes bigint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE raw.file IS 'One row per distinct content received for a cycle; the bytes lie in the archive under file_hash.';

COMMENT ON COLUMN raw.file.cycle_year IS 'Cycle whose inbox it was found in.';

COMMENT ON COLUMN raw.file.file_hash IS 'SHA-256 of the bytes, hexadecimal; also its name in the archive.';

COMMENT ON COLUMN raw.file.dataset IS 'Which inbox it came by: submissions, and later survey, visits, objections.';

COMMENT ON COLUMN raw.file.file_name IS 'Path below the inbox of the cycle under which it was first seen.';

COMMENT ON COLUMN raw.file.folder_city_code IS 'Name of the folder that it lay in: the city whose drop folder it is; null outside one.';

COMMENT ON COLUMN raw.file.size_bytes IS 'Size in bytes.';

COMMENT ON COLUMN raw.file.received_at IS 'When this content was first delivered (raw.receipt.received_at).';

COMMENT ON COLUMN raw.file.archived_at IS 'When the pipeline took it in.';

CREATE TABLE raw.innovation_row (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    name_text text,
    domain_text text,
    what_text text,
    since_text text,
    users_text text,
    evidence_text text
);

COMMENT ON TABLE raw.innovation_row IS 'One row per filled row of the list of innovations of a submitted file, exactly as written.';

COMMENT ON COLUMN raw.innovation_row.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.innovation_row.file_hash IS 'The file.';

COMMENT ON COLUMN raw.innovation_row.sheet IS 'Sheet of the workbook (csv for a CSV file).';

COMMENT ON COLUMN raw.innovation_row.row_number IS 'Row in the sheet, counted from 1 as Excel does.';

COMMENT ON COLUMN raw.innovation_row.cell IS 'Cell of the name, for example A7.';

COMMENT ON COLUMN raw.innovation_row.name_text IS 'Name as written.';

COMMENT ON COLUMN raw.innovation_row.domain_text IS 'Domain as written.';

COMMENT ON COLUMN raw.innovation_row.what_text IS 'What it does, as written.';

COMMENT ON COLUMN raw.innovation_row.since_text IS 'Since when, as written.';

COMMENT ON COLUMN raw.innovation_row.users_text IS 'Users, as written.';

COMMENT ON COLUMN raw.innovation_row.evidence_text IS 'Evidence as written.';

CREATE TABLE raw.list_row (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    written jsonb NOT NULL,
    number_columns text[] DEFAULT '{}'::text[] NOT NULL,
    number bigint
);

COMMENT ON TABLE raw.list_row IS 'One row per filled row of a file of a list, exactly as written.';

COMMENT ON COLUMN raw.list_row.cycle_year IS 'Cycle whose inbox the file was found in.';

COMMENT ON COLUMN raw.list_row.dataset IS 'List: assessments, visits (findings) or objections.';

COMMENT ON COLUMN raw.list_row.file_hash IS 'The file.';

COMMENT ON COLUMN raw.list_row.sheet IS 'Sheet of the workbook (csv for a CSV file).';

COMMENT ON COLUMN raw.list_row.row_number IS 'Row in the sheet, counted from 1 as Excel does.';

COMMENT ON COLUMN raw.list_row.cell IS 'Cell by which the row is known (level, observed or claimed value), for example E12.';

COMMENT ON COLUMN raw.list_row.written IS 'Texts of its filled cells, by the keys of the form of the list (rkci.*.reading).';

COMMENT ON COLUMN raw.list_row.number_columns IS 'Keys whose cell held a number, not text: a point in it is decimal.';

COMMENT ON COLUMN raw.list_row.number IS 'Number of an objection, by which people name it: given once, when it is read. Null in other lists.';

CREATE SEQUENCE raw.list_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE raw.list_number OWNED BY raw.list_row.number;

CREATE TABLE raw.reference_row (
    file_name text NOT NULL,
    row_number integer NOT NULL,
    file_hash text NOT NULL,
    payload jsonb NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE raw.reference_row IS 'One row per line of a file of include/reference, as text, append-only by file content.';

COMMENT ON COLUMN raw.reference_row.file_name IS 'File under include/reference.';

COMMENT ON COLUMN raw.reference_row.row_number IS 'Line in the file, the header being line 1.';

COMMENT ON COLUMN raw.reference_row.file_hash IS 'SHA-256 of the file.';

COMMENT ON COLUMN raw.reference_row.payload IS 'Column name to text.';

COMMENT ON COLUMN raw.reference_row.loaded_at IS 'When it was first loaded.';

CREATE TABLE raw.submission_row (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    sheet text NOT NULL,
    row_number integer NOT NULL,
    cell text NOT NULL,
    indicator_code_text text NOT NULL,
    value_text text NOT NULL,
    is_number boolean NOT NULL,
    year_text text,
    agency_text text,
    evidence_text text,
    note_text text
);

COMMENT ON TABLE raw.submission_row IS 'One row per answered indicator row of a submitted file, exactly as written.';

COMMENT ON COLUMN raw.submission_row.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.submission_row.file_hash IS 'The file.';

COMMENT ON COLUMN raw.submission_row.sheet IS 'Sheet of the workbook (csv for a CSV file).';

COMMENT ON COLUMN raw.submission_row.row_number IS 'Row in the sheet, counted from 1 as Excel does.';

COMMENT ON COLUMN raw.submission_row.cell IS 'Cell of the answer, for example E12.';

COMMENT ON COLUMN raw.submission_row.indicator_code_text IS 'Indicator code as it stands in the row.';

COMMENT ON COLUMN raw.submission_row.value_text IS 'Answer as written; the number of a number cell in the shortest form that reads back the same (at most 17 significant digits, with a point), or what its format shows where that is another one, such as per cent.';

COMMENT ON COLUMN raw.submission_row.is_number IS 'The cell held a number and showed that number: a point in value_text is then decimal and nothing about it is ambiguous.';

COMMENT ON COLUMN raw.submission_row.year_text IS 'Year of the data as written.';

COMMENT ON COLUMN raw.submission_row.agency_text IS 'Source agency as written.';

COMMENT ON COLUMN raw.submission_row.evidence_text IS 'Evidence as written.';

COMMENT ON COLUMN raw.submission_row.note_text IS 'Note as written.';

CREATE TABLE raw.survey_misshapen (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    reading integer NOT NULL,
    row_number integer NOT NULL,
    cells integer NOT NULL,
    cells_expected integer NOT NULL
);

COMMENT ON TABLE raw.survey_misshapen IS 'Records of an export with another number of cells than its heading; what they hold is not stored, since nobody knows which cell is a name.';

COMMENT ON COLUMN raw.survey_misshapen.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.survey_misshapen.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN raw.survey_misshapen.reading IS 'Number of the reading of this file, from 1.';

COMMENT ON COLUMN raw.survey_misshapen.row_number IS 'Record of the file, the heading being 1.';

COMMENT ON COLUMN raw.survey_misshapen.cells IS 'Cells that it has.';

COMMENT ON COLUMN raw.survey_misshapen.cells_expected IS 'Cells that the heading has.';

CREATE TABLE raw.survey_row (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    reading integer NOT NULL,
    row_number integer NOT NULL,
    response_id text,
    city_text text,
    wave_text text,
    stratum_text text,
    psu_text text,
    mode_text text,
    age_group_text text,
    sex_text text,
    district_text text,
    weight_text text,
    version_text text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_text text,
    ended_text text,
    submitted_text text,
    origin_text text,
    answer smallint[] NOT NULL,
    out_of_scale_text text,
    root_id text,
    record_id text,
    edits_text text,
    review_text text,
    consent_text text
)
PARTITION BY LIST (cycle_year);

COMMENT ON TABLE raw.survey_row IS 'One row per record of an export, pseudonymised while it streamed in; of a record without consent nothing but the hashes that identify it. Partitioned by cycle.';

COMMENT ON COLUMN raw.survey_row.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.survey_row.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN raw.survey_row.reading IS 'Number of the reading of this file, from 1.';

COMMENT ON COLUMN raw.survey_row.row_number IS 'Record of the file, the heading being 1.';

COMMENT ON COLUMN raw.survey_row.response_id IS 'Keyed hash of the uuid of this version of the response; null where it has none.';

COMMENT ON COLUMN raw.survey_row.city_text IS 'City as written; the code where the name is that of a city.';

COMMENT ON COLUMN raw.survey_row.wave_text IS 'Wave as written; null where the export has no such column.';

COMMENT ON COLUMN raw.survey_row.stratum_text IS 'Stratum as written.';

COMMENT ON COLUMN raw.survey_row.psu_text IS 'Primary sampling unit as written.';

COMMENT ON COLUMN raw.survey_row.mode_text IS 'Mode as written.';

COMMENT ON COLUMN raw.survey_row.age_group_text IS 'Age group as written.';

COMMENT ON COLUMN raw.survey_row.sex_text IS 'Sex as written.';

COMMENT ON COLUMN raw.survey_row.district_text IS 'District as written.';

COMMENT ON COLUMN raw.survey_row.weight_text IS 'Base weight as written.';

COMMENT ON COLUMN raw.survey_row.version_text IS 'Version of the form as written.';

COMMENT ON COLUMN raw.survey_row.enumerator_hash IS 'Keyed hash of the enumerator.';

COMMENT ON COLUMN raw.survey_row.device_hash IS 'Keyed hash of the device.';

COMMENT ON COLUMN raw.survey_row.phone_hash IS 'Keyed hash of the phone number.';

COMMENT ON COLUMN raw.survey_row.started_text IS 'Start of the interview as written.';

COMMENT ON COLUMN raw.survey_row.ended_text IS 'End of the interview as written.';

COMMENT ON COLUMN raw.survey_row.submitted_text IS 'Submission as written.';

COMMENT ON COLUMN raw.survey_row.origin_text IS 'Declared origin: simulated or blank.';

COMMENT ON COLUMN raw.survey_row.answer IS 'Answers in the order of the framework''s survey items; null for missing, don''t know, refused or out of scale.';

COMMENT ON COLUMN raw.survey_row.out_of_scale_text IS 'First item and answer that is neither on the scale nor a missing code; null where there is none.';

COMMENT ON COLUMN raw.survey_row.root_id IS 'Keyed hash of the uuid of its first version, which edits keep (KEY, meta/rootUuid).';

COMMENT ON COLUMN raw.survey_row.record_id IS 'Keyed hash of its number on the server, which edits keep (_id of Kobo).';

COMMENT ON COLUMN raw.survey_row.edits_text IS 'Number of its edits as written (Edits of ODK Central).';

COMMENT ON COLUMN raw.survey_row.review_text IS 'What a supervisor said of it: rejected, approved, pending, or the word as written.';

COMMENT ON COLUMN raw.survey_row.consent_text IS 'Null where the person consented; else no, blank, or the word that is neither yes nor no (its first 20 letters).';

CREATE TABLE raw.survey_row_other (
    cycle_year integer CONSTRAINT survey_row_cycle_year_not_null NOT NULL,
    file_hash text CONSTRAINT survey_row_file_hash_not_null NOT NULL,
    reading integer CONSTRAINT survey_row_reading_not_null NOT NULL,
    row_number integer CONSTRAINT survey_row_row_number_not_null NOT NULL,
    response_id text,
    city_text text,
    wave_text text,
    stratum_text text,
    psu_text text,
    mode_text text,
    age_group_text text,
    sex_text text,
    district_text text,
    weight_text text,
    version_text text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_text text,
    ended_text text,
    submitted_text text,
    origin_text text,
    answer smallint[] CONSTRAINT survey_row_answer_not_null NOT NULL,
    out_of_scale_text text,
    root_id text,
    record_id text,
    edits_text text,
    review_text text,
    consent_text text
);

COMMENT ON TABLE raw.survey_row_other IS 'What raw.survey_row has no partition of its cycle for.';

COMMENT ON COLUMN raw.survey_row_other.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.survey_row_other.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN raw.survey_row_other.reading IS 'Number of the reading of this file, from 1.';

COMMENT ON COLUMN raw.survey_row_other.row_number IS 'Record of the file, the heading being 1.';

COMMENT ON COLUMN raw.survey_row_other.response_id IS 'Keyed hash of the uuid of this version of the response; null where it has none.';

COMMENT ON COLUMN raw.survey_row_other.city_text IS 'City as written; the code where the name is that of a city.';

COMMENT ON COLUMN raw.survey_row_other.wave_text IS 'Wave as written; null where the export has no such column.';

COMMENT ON COLUMN raw.survey_row_other.stratum_text IS 'Stratum as written.';

COMMENT ON COLUMN raw.survey_row_other.psu_text IS 'Primary sampling unit as written.';

COMMENT ON COLUMN raw.survey_row_other.mode_text IS 'Mode as written.';

COMMENT ON COLUMN raw.survey_row_other.age_group_text IS 'Age group as written.';

COMMENT ON COLUMN raw.survey_row_other.sex_text IS 'Sex as written.';

COMMENT ON COLUMN raw.survey_row_other.district_text IS 'District as written.';

COMMENT ON COLUMN raw.survey_row_other.weight_text IS 'Base weight as written.';

COMMENT ON COLUMN raw.survey_row_other.version_text IS 'Version of the form as written.';

COMMENT ON COLUMN raw.survey_row_other.enumerator_hash IS 'Keyed hash of the enumerator.';

COMMENT ON COLUMN raw.survey_row_other.device_hash IS 'Keyed hash of the device.';

COMMENT ON COLUMN raw.survey_row_other.phone_hash IS 'Keyed hash of the phone number.';

COMMENT ON COLUMN raw.survey_row_other.started_text IS 'Start of the interview as written.';

COMMENT ON COLUMN raw.survey_row_other.ended_text IS 'End of the interview as written.';

COMMENT ON COLUMN raw.survey_row_other.submitted_text IS 'Submission as written.';

COMMENT ON COLUMN raw.survey_row_other.origin_text IS 'Declared origin: simulated or blank.';

COMMENT ON COLUMN raw.survey_row_other.answer IS 'Answers in the order of the framework''s survey items; null for missing, don''t know, refused or out of scale.';

COMMENT ON COLUMN raw.survey_row_other.out_of_scale_text IS 'First item and answer that is neither on the scale nor a missing code; null where there is none.';

COMMENT ON COLUMN raw.survey_row_other.root_id IS 'Keyed hash of the uuid of its first version, which edits keep (KEY, meta/rootUuid).';

COMMENT ON COLUMN raw.survey_row_other.record_id IS 'Keyed hash of its number on the server, which edits keep (_id of Kobo).';

COMMENT ON COLUMN raw.survey_row_other.edits_text IS 'Number of its edits as written (Edits of ODK Central).';

COMMENT ON COLUMN raw.survey_row_other.review_text IS 'What a supervisor said of it: rejected, approved, pending, or the word as written.';

COMMENT ON COLUMN raw.survey_row_other.consent_text IS 'Null where the person consented; else no, blank, or the word that is neither yes nor no (its first 20 letters).';

CREATE TABLE raw.survey_sampling (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    reading integer NOT NULL,
    wave text NOT NULL,
    content jsonb NOT NULL
);

COMMENT ON TABLE raw.survey_sampling IS 'Sampling files that hold.';

COMMENT ON COLUMN raw.survey_sampling.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.survey_sampling.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN raw.survey_sampling.reading IS 'Number of the reading of this file, from 1.';

COMMENT ON COLUMN raw.survey_sampling.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN raw.survey_sampling.content IS 'The file as read.';

CREATE TABLE raw.ticket_answer (
    cycle_year integer NOT NULL,
    file_hash text NOT NULL,
    row_number integer NOT NULL,
    ticket_text text NOT NULL,
    answer_text text NOT NULL,
    reason_text text NOT NULL
);

COMMENT ON TABLE raw.ticket_answer IS 'One row per answered row of a tickets file that a city sent back, exactly as written.';

COMMENT ON COLUMN raw.ticket_answer.cycle_year IS 'Cycle.';

COMMENT ON COLUMN raw.ticket_answer.file_hash IS 'The file.';

COMMENT ON COLUMN raw.ticket_answer.row_number IS 'Record in the file, counted from 1.';

COMMENT ON COLUMN raw.ticket_answer.ticket_text IS 'Number of the ticket as written.';

COMMENT ON COLUMN raw.ticket_answer.answer_text IS 'Answer as written.';

COMMENT ON COLUMN raw.ticket_answer.reason_text IS 'Reason as written; empty if none.';

CREATE TABLE scoring.denominated (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    value double precision[] NOT NULL
);
ALTER TABLE ONLY scoring.denominated ALTER COLUMN value SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.denominated IS 'Step 2, denominate: one row per indicator, its values over the units, each divided by its denominator.';

COMMENT ON COLUMN scoring.denominated.run_id IS 'Run.';

COMMENT ON COLUMN scoring.denominated.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.denominated.value IS 'Value of each unit, in the order of run_unit.place; null where missing.';

CREATE TABLE scoring.imputed (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    value double precision[] NOT NULL
);
ALTER TABLE ONLY scoring.imputed ALTER COLUMN value SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.imputed IS 'Step 4, impute: one row per indicator, gaps filled where the framework says so.';

COMMENT ON COLUMN scoring.imputed.run_id IS 'Run.';

COMMENT ON COLUMN scoring.imputed.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.imputed.value IS 'Value of each unit, in the order of run_unit.place; null where missing or screened out.';

CREATE TABLE scoring.treated (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    value double precision[] NOT NULL
);
ALTER TABLE ONLY scoring.treated ALTER COLUMN value SET STORAGE EXTERNAL;

COMMENT ON TABLE scoring.treated IS 'Step 5, treat: one row per indicator, its outliers treated where the framework says so.';

COMMENT ON COLUMN scoring.treated.run_id IS 'Run.';

COMMENT ON COLUMN scoring.treated.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.treated.value IS 'Value of each unit, in the order of run_unit.place; null where missing.';

CREATE VIEW scoring.cell AS
 SELECT unit.run_id,
    unit.unit_code,
    unit.place,
    selected.indicator_code,
    given.value AS selected,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell,
    given.denominated,
    given.imputed,
    ((given.denominated IS NULL) AND (given.imputed IS NOT NULL)) AS is_imputed,
    given.treated,
    (given.treated IS DISTINCT FROM given.imputed) AS is_treated,
    given.normalised,
    COALESCE(given.value, (given.imputed *
        CASE
            WHEN (((run.settings #>> '{denomination,method}'::text[]) = 'by_column'::text) AND (indicator.denominator IS NOT NULL)) THEN staging.number_or_null((unit.attributes ->> indicator.denominator))
            ELSE (1)::double precision
        END)) AS value
   FROM ((((((((scoring.selected selected
     JOIN scoring.run run USING (run_id))
     JOIN scoring.run_indicator indicator USING (run_id, indicator_code))
     JOIN scoring.denominated denominated USING (run_id, indicator_code))
     JOIN scoring.imputed imputed USING (run_id, indicator_code))
     JOIN scoring.treated treated USING (run_id, indicator_code))
     JOIN scoring.normalised normalised USING (run_id, indicator_code))
     CROSS JOIN LATERAL UNNEST(selected.value, selected.status, selected.origin, selected.is_simulated, selected.year, selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell, denominated.value, imputed.value, treated.value, normalised.value) WITH ORDINALITY given(value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell, denominated, imputed, treated, normalised, place))
     JOIN scoring.run_unit unit ON (((unit.run_id = selected.run_id) AND (unit.place = given.place))));

COMMENT ON VIEW scoring.cell IS 'One row per unit and indicator: the value as asked, where it came from, and what each step made of it.';

CREATE TABLE scoring.run_ahp (
    run_id bigint NOT NULL,
    parent_code text NOT NULL,
    expert_code text,
    lambda_max double precision NOT NULL,
    consistency_index double precision NOT NULL,
    consistency_ratio double precision NOT NULL,
    is_excluded boolean NOT NULL
);

COMMENT ON TABLE scoring.run_ahp IS 'One row per run, parent and expert, and one for the whole panel: how consistent its children were judged in pairs.';

COMMENT ON COLUMN scoring.run_ahp.run_id IS 'Run.';

COMMENT ON COLUMN scoring.run_ahp.parent_code IS 'Node whose children were compared.';

COMMENT ON COLUMN scoring.run_ahp.expert_code IS 'Expert; null for the panel, joined by the geometric mean of those who are not excluded.';

COMMENT ON COLUMN scoring.run_ahp.lambda_max IS 'Principal eigenvalue of the matrix; the number of children where it is consistent.';

COMMENT ON COLUMN scoring.run_ahp.consistency_index IS 'Consistency index (lambda_max - n) / (n - 1); 0 with two children.';

COMMENT ON COLUMN scoring.run_ahp.consistency_ratio IS 'Consistency index by the random index of n (Saaty 1980); 0 with two children.';

COMMENT ON COLUMN scoring.run_ahp.is_excluded IS 'True if the ratio is above weights.max_consistency_ratio and the expert was left out below this parent.';

ALTER TABLE scoring.run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME scoring.run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE scoring.screened (
    run_id bigint NOT NULL,
    available double precision[] DEFAULT '{}'::double precision[] NOT NULL,
    nonzero double precision[] DEFAULT '{}'::double precision[] NOT NULL,
    is_kept boolean[] NOT NULL,
    reason text[] NOT NULL
);

COMMENT ON TABLE scoring.screened IS 'Step 3, screen: one row per run, whether each unit is scored, and why; unit_screened has it unit by unit.';

COMMENT ON COLUMN scoring.screened.run_id IS 'Run.';

COMMENT ON COLUMN scoring.screened.available IS 'Share (0 to 1) of the indicators for which each unit has a value, in the order of run_unit.place; empty where nothing is screened.';

COMMENT ON COLUMN scoring.screened.nonzero IS 'Share (0 to 1) of its values that are not zero, 1 where there is none; empty where nothing is screened.';

COMMENT ON COLUMN scoring.screened.is_kept IS 'True if the unit is scored.';

COMMENT ON COLUMN scoring.screened.reason IS 'Why it is scored or not.';

CREATE TABLE scoring.treatment (
    run_id bigint NOT NULL,
    indicator_code text NOT NULL,
    period text NOT NULL,
    treatment text NOT NULL,
    winsorised_high integer NOT NULL,
    winsorised_low integer NOT NULL,
    skew_before double precision,
    kurtosis_before double precision,
    skew_winsorised double precision,
    kurtosis_winsorised double precision,
    skew_after double precision,
    kurtosis_after double precision,
    passes boolean
);

COMMENT ON TABLE scoring.treatment IS 'What treatment did to each indicator, and its skewness and kurtosis before and after.';

COMMENT ON COLUMN scoring.treatment.run_id IS 'Run.';

COMMENT ON COLUMN scoring.treatment.indicator_code IS 'Indicator.';

COMMENT ON COLUMN scoring.treatment.period IS 'Year of a panel, each treated by itself; empty elsewhere.';

COMMENT ON COLUMN scoring.treatment.treatment IS 'none, winsorise, log_ct, log_ct_plus, log_ct_combined or boxcox: what stands in scoring.treated.';

COMMENT ON COLUMN scoring.treatment.winsorised_high IS 'Points moved down from the upper end.';

COMMENT ON COLUMN scoring.treatment.winsorised_low IS 'Points moved up from the lower end.';

COMMENT ON COLUMN scoring.treatment.skew_before IS 'Skewness (G1) before; null where there are too few different values.';

COMMENT ON COLUMN scoring.treatment.kurtosis_before IS 'Excess kurtosis (G2) before.';

COMMENT ON COLUMN scoring.treatment.skew_winsorised IS 'Skewness after winsorising; null where nothing was winsorised.';

COMMENT ON COLUMN scoring.treatment.kurtosis_winsorised IS 'Excess kurtosis after winsorising.';

COMMENT ON COLUMN scoring.treatment.skew_after IS 'Skewness of what stands in scoring.treated.';

COMMENT ON COLUMN scoring.treatment.kurtosis_after IS 'Excess kurtosis of what stands in scoring.treated.';

COMMENT ON COLUMN scoring.treatment.passes IS 'True if the treated values pass the test; null where there was nothing to test.';

CREATE TABLE scoring.uncertainty_draw (
    run_id bigint NOT NULL,
    draw integer NOT NULL,
    parameters jsonb NOT NULL
);

COMMENT ON TABLE scoring.uncertainty_draw IS 'One row per draw of a simulation: what it varied, enough to make it again.';

COMMENT ON COLUMN scoring.uncertainty_draw.run_id IS 'Run.';

COMMENT ON COLUMN scoring.uncertainty_draw.draw IS 'Number; 0 is the published method.';

COMMENT ON COLUMN scoring.uncertainty_draw.parameters IS 'Choices that differ from the published ones, and the streams of noise.';

CREATE VIEW scoring.uncertainty_place AS
 SELECT drawn.run_id,
    drawn.group_column,
    drawn.group_code,
    drawn.unit_code,
    cell.place,
    cell.probability
   FROM (scoring.uncertainty_unit drawn
     CROSS JOIN LATERAL UNNEST(drawn.places, drawn.probabilities) cell(place, probability));

COMMENT ON VIEW scoring.uncertainty_place IS 'One row per unit, grouping and place that some draw gave it: scoring.uncertainty_unit place by place.';

CREATE VIEW scoring.unit_screened AS
 SELECT screened.run_id,
    unit.unit_code,
    unit.place,
    cell.available,
    cell.nonzero,
    cell.is_kept,
    cell.reason
   FROM ((scoring.screened screened
     CROSS JOIN LATERAL UNNEST(screened.available, screened.nonzero, screened.is_kept, screened.reason) WITH ORDINALITY cell(available, nonzero, is_kept, reason, place))
     JOIN scoring.run_unit unit ON (((unit.run_id = screened.run_id) AND (unit.place = cell.place))));

COMMENT ON VIEW scoring.unit_screened IS 'One row per unit: whether it is scored, and why; scoring.screened unit by unit.';

CREATE TABLE scoring.weight (
    run_id bigint NOT NULL,
    code text NOT NULL,
    parent_code text,
    level integer NOT NULL,
    weight double precision NOT NULL,
    effective_weight double precision NOT NULL
);

COMMENT ON TABLE scoring.weight IS 'Step 7, weight: the weight of every node and indicator, rescaled within its parent and in the index.';

COMMENT ON COLUMN scoring.weight.run_id IS 'Run.';

COMMENT ON COLUMN scoring.weight.code IS 'Node or indicator.';

COMMENT ON COLUMN scoring.weight.parent_code IS 'Its parent; null for the index.';

COMMENT ON COLUMN scoring.weight.level IS 'Level; indicators are 1.';

COMMENT ON COLUMN scoring.weight.weight IS 'Share in the parent; those of siblings add up to 1.';

COMMENT ON COLUMN scoring.weight.effective_weight IS 'Share in the index, nothing missing; those of the indicators add up to 1.';

CREATE TABLE staging.nominee (
    cycle_year integer NOT NULL,
    city_code text NOT NULL,
    class_code text NOT NULL,
    place integer,
    is_in boolean NOT NULL,
    rank integer NOT NULL,
    score double precision NOT NULL,
    rank_low integer,
    rank_high integer,
    probability_in double precision,
    is_tied_at_cut boolean NOT NULL,
    is_close_to_cut boolean NOT NULL,
    excluded_because text,
    excluded_by text,
    run_id bigint NOT NULL
);

COMMENT ON TABLE staging.nominee IS 'The proposal of a shortlist: every ranked city of the cycle in the order of its class, those in, those out and those excluded. Dropped once it is rejected.';

COMMENT ON COLUMN staging.nominee.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.nominee.city_code IS 'BPS code.';

COMMENT ON COLUMN staging.nominee.class_code IS 'Class.';

COMMENT ON COLUMN staging.nominee.place IS 'Place on the shortlist, from 1; null for a city that is out or excluded.';

COMMENT ON COLUMN staging.nominee.is_in IS 'Proposed as a nominee.';

COMMENT ON COLUMN staging.nominee.rank IS 'Place in the class in the first stage; ties share the smaller.';

COMMENT ON COLUMN staging.nominee.score IS 'Score of the first stage.';

COMMENT ON COLUMN staging.nominee.rank_low IS 'Best place to expect; null without an uncertainty run.';

COMMENT ON COLUMN staging.nominee.rank_high IS 'Worst place to expect; null without an uncertainty run.';

COMMENT ON COLUMN staging.nominee.probability_in IS 'Probability of a place not after that of the last city in; null without an uncertainty run.';

COMMENT ON COLUMN staging.nominee.is_tied_at_cut IS 'Has the rank of the last city in and shares it with a city that is out: the declared rule chose.';

COMMENT ON COLUMN staging.nominee.is_close_to_cut IS 'Its tie group, or its rank, has cities that are in and cities that are out.';

COMMENT ON COLUMN staging.nominee.excluded_because IS 'Reason of the exclusion; null for a city that is not excluded.';

COMMENT ON COLUMN staging.nominee.excluded_by IS 'Who excluded it.';

COMMENT ON COLUMN staging.nominee.run_id IS 'Scoring run that it comes from.';

CREATE TABLE staging.survey_response_other (
    cycle_year integer CONSTRAINT survey_response_cycle_year_not_null NOT NULL,
    city_code text CONSTRAINT survey_response_city_code_not_null NOT NULL,
    wave text CONSTRAINT survey_response_wave_not_null NOT NULL,
    response_id text,
    file_hash text CONSTRAINT survey_response_file_hash_not_null NOT NULL,
    row_number integer CONSTRAINT survey_response_row_number_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT survey_response_received_at_not_null NOT NULL,
    copy_in_file integer CONSTRAINT survey_response_copy_in_file_not_null NOT NULL,
    wave_text text,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight_text text,
    weight double precision,
    version text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    submitted_text text,
    submitted_at timestamp with time zone,
    is_simulated boolean CONSTRAINT survey_response_is_simulated_not_null NOT NULL,
    answer smallint[] CONSTRAINT survey_response_answer_not_null NOT NULL,
    out_of_scale_text text,
    version_id text,
    edits integer,
    is_edited boolean DEFAULT false CONSTRAINT survey_response_is_edited_not_null NOT NULL,
    review text,
    started_text text,
    ended_text text,
    consent text
);

COMMENT ON TABLE staging.survey_response_other IS 'What staging.survey_response has no partition of its cycle for.';

COMMENT ON COLUMN staging.survey_response_other.cycle_year IS 'Cycle.';

COMMENT ON COLUMN staging.survey_response_other.city_code IS 'BPS code.';

COMMENT ON COLUMN staging.survey_response_other.wave IS 'Wave of the survey: the folder of the inbox that its files lie in.';

COMMENT ON COLUMN staging.survey_response_other.response_id IS 'What identifies the person''s record in every version and export of it: a keyed hash.';

COMMENT ON COLUMN staging.survey_response_other.file_hash IS 'SHA-256 of the export as the survey team holds it.';

COMMENT ON COLUMN staging.survey_response_other.row_number IS 'Record of the file, the heading being 1.';

COMMENT ON COLUMN staging.survey_response_other.received_at IS 'When the export was first delivered.';

COMMENT ON COLUMN staging.survey_response_other.copy_in_file IS '1 for the first record of this uuid in its file, 2 for the second.';

COMMENT ON COLUMN staging.survey_response_other.wave_text IS 'Wave as written in the record.';

COMMENT ON COLUMN staging.survey_response_other.stratum IS 'Stratum.';

COMMENT ON COLUMN staging.survey_response_other.psu IS 'Primary sampling unit.';

COMMENT ON COLUMN staging.survey_response_other.mode IS 'Mode; that of the sampling file where the record has none.';

COMMENT ON COLUMN staging.survey_response_other.age_group IS 'Age group.';

COMMENT ON COLUMN staging.survey_response_other.sex IS 'Sex.';

COMMENT ON COLUMN staging.survey_response_other.district IS 'District.';

COMMENT ON COLUMN staging.survey_response_other.weight_text IS 'Base weight as written.';

COMMENT ON COLUMN staging.survey_response_other.weight IS 'Base weight; null where none is written.';

COMMENT ON COLUMN staging.survey_response_other.version IS 'Version of the form.';

COMMENT ON COLUMN staging.survey_response_other.enumerator_hash IS 'Keyed hash of the enumerator.';

COMMENT ON COLUMN staging.survey_response_other.device_hash IS 'Keyed hash of the device.';

COMMENT ON COLUMN staging.survey_response_other.phone_hash IS 'Keyed hash of the phone number.';

COMMENT ON COLUMN staging.survey_response_other.started_at IS 'Start of the interview.';

COMMENT ON COLUMN staging.survey_response_other.ended_at IS 'End of the interview.';

COMMENT ON COLUMN staging.survey_response_other.submitted_text IS 'Submission as written.';

COMMENT ON COLUMN staging.survey_response_other.submitted_at IS 'Submission; null where it cannot be read.';

COMMENT ON COLUMN staging.survey_response_other.is_simulated IS 'The record declares itself simulated.';

COMMENT ON COLUMN staging.survey_response_other.answer IS 'Answers in the order of core.survey_item.';

COMMENT ON COLUMN staging.survey_response_other.out_of_scale_text IS 'First item and answer out of scale; null where there is none.';

COMMENT ON COLUMN staging.survey_response_other.version_id IS 'Keyed hash of the uuid of this version.';

COMMENT ON COLUMN staging.survey_response_other.edits IS 'Number of its edits; null where the program does not tell.';

COMMENT ON COLUMN staging.survey_response_other.is_edited IS 'True for a version that was edited after it was sent.';

COMMENT ON COLUMN staging.survey_response_other.review IS 'What a supervisor said of it: rejected, approved, pending, or a word that is not known.';

COMMENT ON COLUMN staging.survey_response_other.started_text IS 'Start of the interview as written.';

COMMENT ON COLUMN staging.survey_response_other.ended_text IS 'End of the interview as written.';

COMMENT ON COLUMN staging.survey_response_other.consent IS 'Null where the person consented; else no, blank, or the word that is neither yes nor no. Then nothing but the identity is known.';

CREATE TABLE staging.version (
    cycle_year integer NOT NULL,
    dataset text NOT NULL,
    version bigint NOT NULL,
    staged_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE staging.version IS 'One row per cycle and dataset: which staging of it lies in the tables of this schema.';

COMMENT ON COLUMN staging.version.cycle_year IS 'Cycle; 0 for reference data.';

COMMENT ON COLUMN staging.version.dataset IS 'submissions, survey, assessments, visits, objections or reference.';

COMMENT ON COLUMN staging.version.version IS 'Counts the stagings, from 1.';

COMMENT ON COLUMN staging.version.staged_at IS 'When it was staged.';

ALTER TABLE ONLY core.survey_response ATTACH PARTITION core.survey_response_other DEFAULT;

ALTER TABLE ONLY raw.survey_row ATTACH PARTITION raw.survey_row_other DEFAULT;

ALTER TABLE ONLY staging.survey_response ATTACH PARTITION staging.survey_response_other DEFAULT;

INSERT INTO core.assessment (cycle_year, city_code, indicator_code, assessor, reader, level, reason, evidence_seen, read_at, is_simulated, file_hash, sheet, row_number, cell) VALUES (2017, 'city_code', 'indicator_code', 'assessor', 1, 1, 'reason', 'evidence_seen', '2017-06-01 05:00:00+00', true, 'file_hash', 'sheet', 1, 'cell');

INSERT INTO core.city (city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2, is_autonomous, namesake_regency_code, source) VALUES ('city_code', 'kemendagri_code', 'city_name', 'province', 1.5, 1.5, 1.5, true, 'namesake_regency_code', 'source');

INSERT INTO core.city_name (written_name, city_code, name_key, source) VALUES ('written_name', 'city_code', 'name_key', 'source');

INSERT INTO core.cycle_city (cycle_year, city_code, population, population_year, population_source, class_code) VALUES (2017, 'city_code', 1.5, 1, 'population_source', 'class_code');

INSERT INTO core.cycle_domain (cycle_year, domain_code, name_id, name_en) VALUES (2017, 'domain_code', 'name_id', 'name_en');

INSERT INTO core.cycle_indicator (cycle_year, indicator_code, name_id, name_en, unit, source, value_kind, valid_min, valid_max, is_required, evidence) VALUES (2017, 'indicator_code', 'name_id', 'name_en', 'unit', 'source', 'value_kind', 1.5, 1.5, true, 'evidence');

INSERT INTO core.cycle_maturity (cycle_year, indicator_code, level, statement_id, statement_en, evidence_id, evidence_en, provenance) VALUES (2017, 'indicator_code', 1, 'statement_id', 'statement_en', 'evidence_id', 'evidence_en', 'provenance');

INSERT INTO core.cycle_penalty (cycle_year, indicator_code, direction, worst, share) VALUES (2017, 'indicator_code', 1, 1.5, 1.5);

INSERT INTO core.cycle_plausibility (cycle_year, indicator_code, min_peers, outlier_deviations, middle_deviations, jump_points, jump_factor, official_code, official_tolerance_pct, copied_characters) VALUES (2017, 'indicator_code', 1, 1.5, 1.5, 1.5, 1.5, 'official_code', 1.5, 1);

INSERT INTO core.cycle_relation (cycle_year, relation_code, kind, whole_code, part_codes, tolerance) VALUES (2017, 'relation_code', 'part', 'whole_code', '{part_codes,NULL}', 1.5);

INSERT INTO core.cycle_unit (cycle_year, unit, written, factor) VALUES (2017, 'unit', 'written', 1.5);

INSERT INTO core.indicator_value (cycle_year, city_code, indicator_code, origin, value, standard_error, status, year, is_simulated, file_hash, sheet, cell) VALUES (2017, 'city_code', 'indicator_code', 'submitted', 1.5, 1.5, 'reported', 1, true, 'file_hash', 'sheet', 'cell');

INSERT INTO core.innovation (cycle_year, city_code, file_hash, sheet, row_number, name, domain_code, what_it_does, since_year, users, evidence, is_simulated) VALUES (2017, 'city_code', 'file_hash', 'sheet', 1, 'name', 'domain_code', 'what_it_does', 1, 'users', 'evidence', true);

INSERT INTO core.nominee (cycle_year, city_code, class_code, place, score, rank_low, rank_high, probability_in, run_id, decision_id) VALUES (2017, 'city_code', 'class_code', 1, 1.5, 1, 1, 1.5, 1, 1);

INSERT INTO core.objection (objection_id, cycle_year, city_code, indicator_code, claimed_value, reason, evidence, received_at, is_simulated, file_hash, sheet, cell) VALUES (1, 2017, 'city_code', 'indicator_code', 1.5, 'reason', 'evidence', '2017-06-01 05:00:00+00', true, 'file_hash', 'sheet', 'cell');

INSERT INTO core.objection_decision (objection_id, cycle_year, decision_id, outcome, value, reason, decided_by, second_by, decided_at) VALUES (1, 2017, 1, 'accepted', 1.5, 'reason', 'decided_by', 'second_by', '2017-06-01 05:00:00+00');

INSERT INTO core.official_statistic (city_code, indicator_code, year, value, unit, source) VALUES ('city_code', 'indicator_code', 1, 1.5, 'unit', 'source');

INSERT INTO core.population (city_code, year, population, source) VALUES ('city_code', 1, 1.5, 'source');

INSERT INTO core.regency (regency_code, kemendagri_code, regency_name, province, name_key, source) VALUES ('regency_code', 'kemendagri_code', 'regency_name', 'province', 'name_key', 'source');

INSERT INTO core.submission (cycle_year, file_hash, file_name, city_code, revision, received_at, state, rule_id, is_simulated) VALUES (2017, 'file_hash', 'file_name', 'city_code', 1, '2017-06-01 05:00:00+00', 'state', 'rule_id', true);

INSERT INTO core.superseded_answer (cycle_year, file_hash, layer, sheet, row_number) VALUES (2017, 'file_hash', 'layer', 'sheet', 1);

INSERT INTO core.survey_estimate (cycle_year, city_code, indicator_code, item, domain, level, statistic, status, estimate, standard_error, ci_low, ci_high, deff, effective_n, n, df, calibration, is_simulated) VALUES (2017, 'city_code', 'indicator_code', 'item', 'all', 'level', 'mean', 'reported', 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1, 1, 'calibration', true);

INSERT INTO core.survey_estimation (cycle_year, answers, estimates, estimated_at) VALUES (2017, 'answers', 'estimates', '2017-06-01 05:00:00+00');

INSERT INTO core.survey_item (cycle_year, item, "position", indicator_code, scale_min, scale_max, direction) VALUES (2017, 'item', 1, 'indicator_code', 1, 1, 1);

INSERT INTO core.survey_margin (cycle_year, wave, city_code, margin, category, population, source, vintage) VALUES (2017, 'wave', 'city_code', 'age_sex', 'category', 1, 'source', 1);

INSERT INTO core.survey_response_other (cycle_year, city_code, wave, response_id, stratum, psu, mode, age_group, sex, district, weight, is_counted, is_simulated, answer, submitted_at, file_hash, row_number) VALUES (2017, 'city_code', 'wave', 'response_id', 'stratum', 'psu', 'mode', 'age_group', 'sex', 'district', 1.5, true, true, '\x0102', '2017-06-01 05:00:00+00', 'file_hash', 1);

INSERT INTO core.survey_stratum (cycle_year, wave, city_code, stratum, psu_count, population, sampled_psu, target_n, psus) VALUES (2017, 'wave', 'city_code', 'stratum', 1, 1, 1, 1, '{psus,NULL}');

INSERT INTO core.survey_wave (cycle_year, wave, pool_weight, mode, target_n, form_versions, file_hash, is_simulated) VALUES (2017, 'wave', 1.5, 'mode', 1, '{form_versions,NULL}', 'file_hash', true);

INSERT INTO core.visit_evidence (cycle_year, file_hash, file_name, received_at, city_code, kind, state, problem, message_id, message_en, taken_at, latitude, longitude, distance_km, allowed_km, is_simulated) VALUES (2017, 'file_hash', 'file_name', '2017-06-01 05:00:00+00', 'city_code', 'photo', 'accepted', NULL, 'message_id', 'message_en', '2017-06-01 12:00:00', 1.5, 1.5, 1.5, 1.5, true);

INSERT INTO core.visit_finding (cycle_year, city_code, indicator_code, claimed, observed, adjusted, value, reason, evidence, assessor, reviewer, visited_on, is_simulated, file_hash, sheet, row_number, cell) VALUES (2017, 'city_code', 'indicator_code', 1.5, 1.5, 1.5, 1.5, 'reason', 'evidence', 'assessor', 'reviewer', '2017-06-01', true, 'file_hash', 'sheet', 1, 'cell');

INSERT INTO mart.audit_component (release_id, cycle_year, framework_id, node_code, component, eigenvalue, variance_pct, cumulative_pct, is_kept) VALUES ('release_id', 2017, 'framework_id', 'node_code', 1, 1.5, 1.5, 1.5, true);

INSERT INTO mart.audit_correlation (release_id, cycle_year, framework_id, code_a, code_b, level_a, level_b, relation, cities, pearson, pearson_p, spearman, spearman_p, kendall, kendall_p, flag, reason) VALUES ('release_id', 2017, 'framework_id', 'code_a', 'code_b', 1, 1, 'same_parent', 1, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 'negative', 'reason');

INSERT INTO mart.audit_denominator (release_id, cycle_year, framework_id, indicator_code, denominator_code, denominator, cities, pearson, spearman, is_suggested, reason) VALUES ('release_id', 2017, 'framework_id', 'indicator_code', 'denominator_code', 'denominator', 1, 1.5, 1.5, true, 'reason');

INSERT INTO mart.audit_indicator (release_id, cycle_year, framework_id, indicator_code, parent_code, name_id, name_en, unit, reported, missing, not_applicable, availability_pct, imputed, treatment, treated, smallest, largest, mean, median, standard_deviation, skewness, kurtosis, commonest_pct, zeros_pct, has_low_availability, is_skewed, is_constant, is_nearly_constant, has_many_zeros) VALUES ('release_id', 2017, 'framework_id', 'indicator_code', 'parent_code', 'name_id', 'name_en', 'unit', 1, 1, 1, 1.5, 1, 'treatment', 1, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, true, true, true, true, true);

INSERT INTO mart.audit_loading (release_id, cycle_year, framework_id, node_code, component, code, coefficient, loading) VALUES ('release_id', 2017, 'framework_id', 'node_code', 1, 'code', 1.5, 1.5);

INSERT INTO mart.audit_reliability (release_id, cycle_year, framework_id, node_code, level, name_id, name_en, items, cities, alpha, is_low, reason) VALUES ('release_id', 2017, 'framework_id', 'node_code', 1, 'name_id', 'name_en', 1, 1, 1.5, true, 'reason');

INSERT INTO mart.audit_removal (release_id, cycle_year, framework_id, removed_code, level, name_id, name_en, group_column, group_code, cities, lost, mean_shift, max_shift, max_shift_city_code, spearman, reason) VALUES ('release_id', 2017, 'framework_id', 'removed_code', 1, 'name_id', 'name_en', 'group_column', 'group_code', 1, 1, 1.5, 1, 'max_shift_city_code', 1.5, 'reason');

INSERT INTO mart.audit_threshold (release_id, cycle_year, framework_id, threshold_code, value, meaning, source) VALUES ('release_id', 2017, 'framework_id', 'threshold_code', 1.5, 'meaning', 'source');

INSERT INTO mart.audit_weight (release_id, cycle_year, framework_id, code, parent_code, level, name_id, name_en, effective_weight, correlation, importance, difference, reason) VALUES ('release_id', 2017, 'framework_id', 'code', 'parent_code', 1, 'name_id', 'name_en', 1.5, 1.5, 1.5, 1.5, 'reason');

INSERT INTO mart.contribution (release_id, cycle_year, framework_id, city_code, indicator_code, effective_weight, contribution) VALUES ('release_id', 2017, 'framework_id', 'city_code', 'indicator_code', 1.5, 1.5);

INSERT INTO mart.improvement (release_id, cycle_year, framework_id, city_code, class_code, score, rank_in_class, earlier_cycle_year, earlier_class_code, common_pct, earlier_common_score, common_score, improvement, improvement_rank_in_class) VALUES ('release_id', 2017, 'framework_id', 'city_code', 'class_code', 1.5, 1, 1, 'earlier_class_code', 1.5, 1.5, 1.5, 1.5, 1);

INSERT INTO mart.indicator_value (release_id, cycle_year, framework_id, city_code, indicator_code, parent_code, name_id, name_en, unit, side, value, status, origin, is_simulated, year, normalised, source, file_hash, sheet, cell, treated, denominated_value) VALUES ('release_id', 2017, 'framework_id', 'city_code', 'indicator_code', 'parent_code', 'name_id', 'name_en', 'unit', 'side', 1.5, 'status', 'origin', true, 1, 1.5, 'source', 'file_hash', 'sheet', 'cell', 1.5, 1.5);

INSERT INTO mart.method (release_id, cycle_year, framework_id, code, parent_code, level, weight, effective_weight, aggregation, power, data_threshold, direction, transform, denominator, imputation, treatment, normalisation) VALUES ('release_id', 2017, 'framework_id', 'code', 'parent_code', 1, 1.5, 1.5, 'aggregation', 1.5, 1.5, 1, 'transform', 'denominator', 'imputation', 'treatment', 'normalisation');

INSERT INTO mart.place_probability (release_id, cycle_year, framework_id, city_code, place, probability) VALUES ('release_id', 2017, 'framework_id', 'city_code', 1, 1.5);

INSERT INTO mart.rank_interval (release_id, cycle_year, framework_id, class_code, city_code, city_name, score, rank_in_class, median_rank, rank_low, rank_high, score_low, score_high, p_first_ten, p_beats_next, tie_group, draws, seed) VALUES ('release_id', 2017, 'framework_id', 'class_code', 'city_code', 'city_name', 1.5, 1, 1, 1, 1, 1.5, 1.5, 1.5, 1.5, 1, 1, 1);

INSERT INTO mart.ranking (release_id, cycle_year, framework_id, class_code, city_code, city_name, province, score, rank_in_class, rank_overall, level_code, coverage_pct, official_pct, submitted_pct, survey_pct, visit_pct, imputed_pct, simulated_pct, rank_low, rank_high, tie_group, assessed_pct, objection_pct, is_nominee, first_stage_score, first_stage_rank_in_class) VALUES ('release_id', 2017, 'framework_id', 'class_code', 'city_code', 'city_name', 'province', 1.5, 1, 1, 'level_code', 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1, 1, 1, 1.5, 1.5, true, 1.5, 1);

INSERT INTO mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en, is_simulated, framework_hash, content_hash, run_id, built_at, approved_by, published_at) VALUES ('release_id', 2017, 'framework_id', 1, 'draft', 'title_id', 'title_en', true, 'framework_hash', 'content_hash', 1, '2017-06-01 05:00:00+00', 'approved_by', '2017-06-01 05:00:00+00');

INSERT INTO mart.score (release_id, cycle_year, framework_id, city_code, node_code, parent_code, level, side, name_id, name_en, score, rank_in_class, rank_overall, level_code) VALUES ('release_id', 2017, 'framework_id', 'city_code', 'node_code', 'parent_code', 1, 'side', 'name_id', 'name_en', 1.5, 1, 1, 'level_code');

INSERT INTO mart.sensitivity (release_id, cycle_year, framework_id, factor, first_order, first_order_interval, total, total_interval) VALUES ('release_id', 2017, 'framework_id', 'factor', 1.5, 1.5, 1.5, 1.5);

INSERT INTO mart.stage_change (release_id, cycle_year, framework_id, class_code, city_code, city_name, is_nominee, first_stage_score, first_stage_rank_in_class, score, rank_in_class, score_change, survey_points, visit_points, other_points) VALUES ('release_id', 2017, 'framework_id', 'class_code', 'city_code', 'city_name', true, 1.5, 1, 1.5, 1, 1.5, 1.5, 1.5, 1.5);

INSERT INTO mart.strength (release_id, cycle_year, framework_id, city_code, class_code, kind, place, indicator_code, parent_code, name_id, name_en, unit, value, origin, is_simulated, normalised, class_median, effective_weight, points, rank_in_class, class_cities, class_best, gap, best_city_code) VALUES ('release_id', 2017, 'framework_id', 'city_code', 'class_code', 'strength', 1, 'indicator_code', 'parent_code', 'name_id', 'name_en', 'unit', 1.5, 'origin', true, 1.5, 1.5, 1.5, 1.5, 1, 1, 1.5, 1.5, 'best_city_code');

INSERT INTO mart.survey_estimate (release_id, cycle_year, framework_id, city_code, city_name, indicator_code, item, domain, level, statistic, status, estimate, se, ci_low, ci_high, deff, df, n, is_simulated) VALUES ('release_id', 2017, 'framework_id', 'city_code', 'city_name', 'indicator_code', 'item', 'all', 'level', 'mean', 'reported', 1.5, 1.5, 1.5, 1.5, 1.5, 1, 1, true);

INSERT INTO ops.assessment_extension (cycle_year, assessor, extended_until, reason, granted_by, granted_at) VALUES (2017, 'assessor', '2017-06-01 05:00:00+00', 'reason', 'granted_by', '2017-06-01 05:00:00+00');

INSERT INTO ops.assessor (cycle_year, assessor, name, registered_at) VALUES (2017, 'assessor', 'name', '2017-06-01 05:00:00+00');

INSERT INTO ops.assessor_conflict (cycle_year, assessor, city_code, reason) VALUES (2017, 'assessor', 'city_code', 'reason');

INSERT INTO ops.cycle (cycle_year, title, population_year, opened_at, submission_opens_at, submission_closes_at, is_demo, calendar_hash, declaration, timezone, clarification_opens_at, clarification_closes_at) VALUES (2017, 'title', 1, '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', true, 'calendar_hash', '{"a": [1, null]}', 'timezone', '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00');

INSERT INTO ops.cycle_framework (cycle_year, framework_id, framework_hash, is_primary, frozen_at, status) VALUES (2017, 'framework_id', 'framework_hash', true, '2017-06-01 05:00:00+00', 'demo');

INSERT INTO ops.cycle_lock (cycle_year) VALUES (2017);

INSERT INTO ops.decision (decision_id, cycle_year, kind, subject, outcome, decided_by, reason, decided_at, effect) OVERRIDING SYSTEM VALUE VALUES (1, 2017, 'kind', 'subject', 'outcome', 'decided_by', 'reason', '2017-06-01 05:00:00+00', 'effect');

INSERT INTO ops.past_cycle (cycle_year, file_hash, file_name, framework_id, is_simulated, loaded_at) VALUES (2017, 'file_hash', 'file_name', 'framework_id', true, '2017-06-01 05:00:00+00');

INSERT INTO ops.release_made_of (release_id, made_of) VALUES ('release_id', 'made_of');

INSERT INTO ops.submission_extension (cycle_year, city_code, extended_until, reason, granted_by, granted_at) VALUES (2017, 'city_code', '2017-06-01 05:00:00+00', 'reason', 'granted_by', '2017-06-01 05:00:00+00');

INSERT INTO public.schema_part (content_hash, views) VALUES ('14538ee17bcd8a1c6269b54ae81c9703770038dfefafae5982e6fb1f2c27f500', '{core.class_change,core.visit_claim,core.visit_photo,mart.current_audit_component,mart.current_audit_correlation,mart.current_audit_denominator,mart.current_audit_indicator,mart.current_audit_loading,mart.current_audit_reliability,mart.current_audit_removal,mart.current_audit_threshold,mart.current_audit_weight,mart.current_contribution,mart.current_improvement,mart.current_indicator_value,mart.current_method,mart.current_place_probability,mart.current_rank_interval,mart.current_ranking,mart.current_release,mart.current_score,mart.current_sensitivity,mart.current_stage_change,mart.current_strength,mart.current_survey_estimate,quality.batch_assessment,quality.batch_city,quality.batch_city_name,scoring.unit_score,quality.batch_indicator_value,quality.batch_innovation,quality.batch_list_file,quality.batch_objection,quality.batch_official_statistic,quality.batch_place_probability,quality.batch_population,scoring.unit_rank,quality.batch_rank_interval,quality.batch_regency,quality.batch_release,scoring.unit_value,quality.batch_sensitivity,quality.batch_submission,quality.batch_submission_value,quality.batch_survey_estimate,quality.survey_withdrawal,quality.batch_survey_response,quality.batch_ticket,quality.batch_visit_finding,quality.latest_failed_row,quality.failures_by_rule,raw.newest_survey_reading,quality.file_without_city,quality.list_row,quality.missing_by_city,quality.set_aside,quality.survey_flag_by_wave,quality.waiting_by_city,scoring.cell,scoring.uncertainty_place,scoring.unit_screened,quality.batch_contribution,quality.batch_ranking,quality.batch_score,quality.batch_rank,quality.batch_scoring_run,quality.batch_survey_file,quality.failed_place,quality.failure,quality.file_read,quality.withheld}');

INSERT INTO public.schema_revision (version_num) VALUES ('0100_baseline');

INSERT INTO quality.assessment_state (cycle_year, city_code, indicator_code, state, readers, lowest_level, highest_level, claimed_level, assessed_level) VALUES (2017, 'city_code', 'indicator_code', 'single', 1, 1, 1, 1, 1);

INSERT INTO quality.assessor_agreement (cycle_year, indicator_code, pairs, exact_pct, within_one_pct, weighted_kappa, note) VALUES (2017, 'indicator_code', 1, 1.5, 1.5, 1.5, 'note');

INSERT INTO quality.city_proposal (cycle_year, file_hash, city_code, city_code_text, city_name_text, score, state, decided_by, reason, decided_at) VALUES (2017, 'file_hash', 'city_code', 'city_code_text', 'city_name_text', 1.5, 'proposed', NULL, NULL, NULL);

INSERT INTO quality.failed_row (failed_row_id, validation_id, rule_id, severity, cycle_year, "row") OVERRIDING SYSTEM VALUE VALUES (1, 1, 'rule_id', 'severity', 2017, '{"a": [1, null]}');

INSERT INTO quality.flagged_row (flagged_row_id, cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id, found_text, message_id, message_en) OVERRIDING SYSTEM VALUE VALUES (1, 2017, 'dataset', 'file', 'file_hash', 'file_name', 'sheet', 1, 'cell', 'city_code', 'indicator_code', 'rule_id', 'found_text', 'message_id', 'message_en');

INSERT INTO quality.ledger (cycle_year, dataset, city_code, file_hash, layer, received, accepted, rejected, superseded, accepted_with_warning) VALUES (2017, 'dataset', 'city_code', 'file_hash', 'file', 1, 1, 1, 1, 1);

INSERT INTO quality.objection_effect (cycle_year, framework_id, objection_id, city_code, indicator_code, value_before, origin_before, value, score_before, score, rank_before, rank, places_moved) VALUES (2017, 'framework_id', 1, 'city_code', 'indicator_code', 1.5, 'origin_before', 1.5, 1.5, 1.5, 1, 1, 1);

INSERT INTO quality.refusal (refusal_id, refused_at, subject, file_name, row_number, column_name, message) OVERRIDING SYSTEM VALUE VALUES (1, '2017-06-01 05:00:00+00', 'subject', 'file_name', 1, 'column_name', 'message');

INSERT INTO quality.rejected_row (rejected_row_id, cycle_year, dataset, layer, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, rule_id, found_text, message_id, message_en) OVERRIDING SYSTEM VALUE VALUES (1, 2017, 'dataset', 'file', 'file_hash', 'file_name', 'sheet', 1, 'cell', 'city_code', 'indicator_code', 'rule_id', 'found_text', 'message_id', 'message_en');

INSERT INTO quality.rule (rule_id, suite, severity, reason, message_id, message_en, dataset, layer, found, found_between, place, cause) VALUES ('rule_id', 'suite', 'critical', 'reason', 'message_id', 'message_en', 'dataset', 'file', '{found,NULL}', 'found_between', '{"a": [1, null]}', 'cause');

INSERT INTO quality.survey_flag (cycle_year, city_code, wave, response_id, rule, is_excluding, found_text) VALUES (2017, 'city_code', 'wave', 'response_id', 'rule', true, 'found_text');

INSERT INTO quality.ticket (ticket_id, cycle_year, city_code, layer, severity, rule_id, subject, file_hash, sheet, cell, indicator_code, found_text, question_id, question_en, opened_at, deadline_at, state, answer_text, answered_at, closed_by_file) OVERRIDING SYSTEM VALUE VALUES (1, 2017, 'city_code', 'file', 'critical', 'rule_id', 'subject', 'file_hash', 'sheet', 'cell', 'indicator_code', 'found_text', 'question_id', 'question_en', '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', 'open', 'answer_text', '2017-06-01 05:00:00+00', 'closed_by_file');

INSERT INTO quality.ticket_event (ticket_event_id, ticket_id, occurred_at, state, file_hash) OVERRIDING SYSTEM VALUE VALUES (1, 1, '2017-06-01 05:00:00+00', 'state', 'file_hash');

INSERT INTO quality.unread_file (cycle_year, dataset, file_hash, rule, found, noted_at) VALUES (2017, 'dataset', 'file_hash', 'reader_failed', 'found', '2017-06-01 05:00:00+00');

INSERT INTO quality.validation_result (validation_id, rule_id, severity, outcome, rows_failed, detail) VALUES (1, 'rule_id', 'severity', 'passed', 1, 'detail');

INSERT INTO quality.validation_run (validation_id, cycle_year, suite, outcome, rules_evaluated, rules_failed, rules_crashed, started_at, finished_at, subject) OVERRIDING SYSTEM VALUE VALUES (1, 2017, 'suite', 'passed', 1, 1, 1, '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', 'subject');

INSERT INTO raw.file (cycle_year, file_hash, dataset, file_name, folder_city_code, size_bytes, received_at, archived_at) VALUES (2017, 'file_hash', 'dataset', 'file_name', 'folder_city_code', 1, '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00');

INSERT INTO raw.file_reading (cycle_year, file_hash, rows_received, rows_read, city_code_text, city_name_text, cycle_text, framework_hash_text, seal_text, origin_text, officer_text, agency_text, sign_off_text, unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found, read_at, innovations_received, innovations_read, sealed_city_code) VALUES (2017, 'file_hash', 1, 1, 'city_code_text', 'city_name_text', 'cycle_text', 'framework_hash_text', 'seal_text', 'origin_text', 'officer_text', 'agency_text', 'sign_off_text', 'unreadable_rule', 'unreadable_sheet', 'unreadable_cell', 'unreadable_found', '2017-06-01 05:00:00+00', 1, 1, 'sealed_city_code');

INSERT INTO raw.innovation_row (cycle_year, file_hash, sheet, row_number, cell, name_text, domain_text, what_text, since_text, users_text, evidence_text) VALUES (2017, 'file_hash', 'sheet', 1, 'cell', 'name_text', 'domain_text', 'what_text', 'since_text', 'users_text', 'evidence_text');

INSERT INTO raw.list_reading (cycle_year, dataset, file_hash, rows_received, rows_read, unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found, read_at) VALUES (2017, 'dataset', 'file_hash', 1, 1, 'unreadable_rule', 'unreadable_sheet', 'unreadable_cell', 'unreadable_found', '2017-06-01 05:00:00+00');

INSERT INTO raw.list_row (cycle_year, dataset, file_hash, sheet, row_number, cell, written, number_columns, number) VALUES (2017, 'dataset', 'file_hash', 'sheet', 1, 'cell', '{"a": [1, null]}', '{number_columns,NULL}', 1);

INSERT INTO raw.receipt (cycle_year, dataset, file_name, size_bytes, received_at, file_hash, seen_at, sent_at, doubt) VALUES (2017, 'dataset', 'file_name', 1, '2017-06-01 05:00:00+00', 'file_hash', '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', 'future');

INSERT INTO raw.reference_row (file_name, row_number, file_hash, payload, loaded_at) VALUES ('file_name', 1, 'file_hash', '{"a": [1, null]}', '2017-06-01 05:00:00+00');

INSERT INTO raw.submission_row (cycle_year, file_hash, sheet, row_number, cell, indicator_code_text, value_text, is_number, year_text, agency_text, evidence_text, note_text) VALUES (2017, 'file_hash', 'sheet', 1, 'cell', 'indicator_code_text', 'value_text', true, 'year_text', 'agency_text', 'evidence_text', 'note_text');

INSERT INTO raw.survey_misshapen (cycle_year, file_hash, reading, row_number, cells, cells_expected) VALUES (2017, 'file_hash', 1, 1, 1, 1);

INSERT INTO raw.survey_reading (cycle_year, file_hash, reading, read_with, wave, kind, archive_hash, mapping, rows_received, rows_read, rows_stored, no_consent, misshapen, dropped_columns, unreadable_rule, unreadable_found, read_at, producer, submitted_zone) VALUES (2017, 'file_hash', 1, 'read_with', 'wave', 'responses', 'archive_hash', 'mapping', 1, 1, 1, 1, 1, 1, 'unreadable_rule', 'unreadable_found', '2017-06-01 05:00:00+00', 'producer', 'submitted_zone');

INSERT INTO raw.survey_row_other (cycle_year, file_hash, reading, row_number, response_id, city_text, wave_text, stratum_text, psu_text, mode_text, age_group_text, sex_text, district_text, weight_text, version_text, enumerator_hash, device_hash, phone_hash, started_text, ended_text, submitted_text, origin_text, answer, out_of_scale_text, root_id, record_id, edits_text, review_text, consent_text) VALUES (2017, 'file_hash', 1, 1, 'response_id', 'city_text', 'wave_text', 'stratum_text', 'psu_text', 'mode_text', 'age_group_text', 'sex_text', 'district_text', 'weight_text', 'version_text', 'enumerator_hash', 'device_hash', 'phone_hash', 'started_text', 'ended_text', 'submitted_text', 'origin_text', '{1,NULL}', 'out_of_scale_text', 'root_id', 'record_id', 'edits_text', 'review_text', 'consent_text');

INSERT INTO raw.survey_sampling (cycle_year, file_hash, reading, wave, content) VALUES (2017, 'file_hash', 1, 'wave', '{"a": [1, null]}');

INSERT INTO raw.ticket_answer (cycle_year, file_hash, row_number, ticket_text, answer_text, reason_text) VALUES (2017, 'file_hash', 1, 'ticket_text', 'answer_text', 'reason_text');

INSERT INTO scoring.contribution (run_id, unit_code, code, parent_code, level, effective_weight, contribution) VALUES (1, 'unit_code', 'code', 'parent_code', 1, 1.5, 1.5);

INSERT INTO scoring.denominated (run_id, indicator_code, value) VALUES (1, 'indicator_code', '{1.5,NULL}');

INSERT INTO scoring.imputed (run_id, indicator_code, value) VALUES (1, 'indicator_code', '{1.5,NULL}');

INSERT INTO scoring.level (run_id, unit_code, node_code, level_code) VALUES (1, 'unit_code', 'node_code', 'level_code');

INSERT INTO scoring.normalised (run_id, indicator_code, value) VALUES (1, 'indicator_code', '{1.5,NULL}');

INSERT INTO scoring.rank (run_id, node_code, side, group_column, rank) VALUES (1, 'node_code', 'side', 'group_column', '{1,NULL}');

INSERT INTO scoring.run (run_id, kind, cycle_year, framework_id, framework_hash, settings, started_at, finished_at, first_run_id, data_version, simulated_at) OVERRIDING SYSTEM VALUE VALUES (1, 'cycle', 2017, 'framework_id', 'framework_hash', '{"a": [1, null]}', '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', 1, '{"a": [1, null]}', '2017-06-01 05:00:00+00');

INSERT INTO scoring.run_ahp (run_id, parent_code, expert_code, lambda_max, consistency_index, consistency_ratio, is_excluded) VALUES (1, 'parent_code', 'expert_code', 1.5, 1.5, 1.5, true);

INSERT INTO scoring.run_indicator (run_id, indicator_code, parent_code, weight, direction, side, unit, denominator, transform, imputation, treatment, normalisation, name_id, name_en, valid_min, valid_max) VALUES (1, 'indicator_code', 'parent_code', 1.5, 1, 'side', 'unit', 'denominator', 'transform', '{"a": [1, null]}', '{"a": [1, null]}', '{"a": [1, null]}', 'name_id', 'name_en', 1.5, 1.5);

INSERT INTO scoring.run_node (run_id, node_code, parent_code, level, weight, aggregation, power, data_threshold, name_id, name_en) VALUES (1, 'node_code', 'parent_code', 1, 1.5, 'aggregation', 1.5, 1.5, 'name_id', 'name_en');

INSERT INTO scoring.run_unit (run_id, unit_code, unit_name, attributes, place, entity_code, year, is_nominee) VALUES (1, 'unit_code', 'unit_name', '{"a": [1, null]}', 1, 'entity_code', 1, true);

INSERT INTO scoring.score (run_id, node_code, side, score, coverage) VALUES (1, 'node_code', 'all', '{1.5,NULL}', '{1.5,NULL}');

INSERT INTO scoring.screened (run_id, available, nonzero, is_kept, reason) VALUES (1, '{1.5,NULL}', '{1.5,NULL}', '{t,NULL}', '{reason,NULL}');

INSERT INTO scoring.selected (run_id, indicator_code, value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell) VALUES (1, 'indicator_code', '{1.5,NULL}', '{status,NULL}', '{origin,NULL}', '{t,NULL}', '{1,NULL}', '{1.5,NULL}', '{source,NULL}', '{file_hash,NULL}', '{sheet,NULL}', '{cell,NULL}');

INSERT INTO scoring.treated (run_id, indicator_code, value) VALUES (1, 'indicator_code', '{1.5,NULL}');

INSERT INTO scoring.treatment (run_id, indicator_code, period, treatment, winsorised_high, winsorised_low, skew_before, kurtosis_before, skew_winsorised, kurtosis_winsorised, skew_after, kurtosis_after, passes) VALUES (1, 'indicator_code', 'period', 'treatment', 1, 1, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, true);

INSERT INTO scoring.uncertainty_draw (run_id, draw, parameters) VALUES (1, 1, '{"a": [1, null]}');

INSERT INTO scoring.uncertainty_sobol (run_id, factor, first_order, first_order_interval, total, total_interval, runs) VALUES (1, 'factor', 1.5, 1.5, 1.5, 1.5, 1);

INSERT INTO scoring.uncertainty_unit (run_id, group_column, group_code, unit_code, draws, median_rank, rank_low, rank_high, score_mean, score_sd, score_low, score_high, p_first, p_beats_next, tie_group, places, probabilities) VALUES (1, 'group_column', 'group_code', 'unit_code', 1, 1, 1, 1, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1, '{1,NULL}', '{1.5,NULL}');

INSERT INTO scoring.weight (run_id, code, parent_code, level, weight, effective_weight) VALUES (1, 'code', 'parent_code', 1, 1.5, 1.5);

INSERT INTO staging.assessment (cycle_year, file_hash, file_name, received_at, sheet, row_number, cell, cycle_text, city_code, indicator_code, assessor, level_text, level, reason, evidence_seen, read_at_text, read_at, is_simulated, deadline_at) VALUES (2017, 'file_hash', 'file_name', '2017-06-01 05:00:00+00', 'sheet', 1, 'cell', 'cycle_text', 'city_code', 'indicator_code', 'assessor', 'level_text', 1, 'reason', 'evidence_seen', 'read_at_text', '2017-06-01 05:00:00+00', true, '2017-06-01 05:00:00+00');

INSERT INTO staging.city (row_number, city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2, is_autonomous, namesake_regency_code, source, licence) VALUES (1, 'city_code', 'kemendagri_code', 'city_name', 'province', 1.5, 1.5, 1.5, true, 'namesake_regency_code', 'source', 'licence');

INSERT INTO staging.city_name (row_number, city_code, written_name, source) VALUES (1, 'city_code', 'written_name', 'source');

INSERT INTO staging.innovation (cycle_year, file_hash, file_name, sheet, row_number, cell, city_code, name, domain_text, domain_code, what_it_does, since_text, since_year, users, evidence, is_simulated, is_asked) VALUES (2017, 'file_hash', 'file_name', 'sheet', 1, 'cell', 'city_code', 'name', 'domain_text', 'domain_code', 'what_it_does', 'since_text', 1, 'users', 'evidence', true, true);

INSERT INTO staging.list_file (cycle_year, dataset, file_hash, file_name, folder_city_code, received_at, rows_received, rows_read, unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found) VALUES (2017, 'dataset', 'file_hash', 'file_name', 'folder_city_code', '2017-06-01 05:00:00+00', 1, 1, 'unreadable_rule', 'unreadable_sheet', 'unreadable_cell', 'unreadable_found');

INSERT INTO staging.nominee (cycle_year, city_code, class_code, place, is_in, rank, score, rank_low, rank_high, probability_in, is_tied_at_cut, is_close_to_cut, excluded_because, excluded_by, run_id) VALUES (2017, 'city_code', 'class_code', 1, true, 1, 1.5, 1, 1, 1.5, true, true, 'excluded_because', 'excluded_by', 1);

INSERT INTO staging.objection (objection_id, cycle_year, file_hash, file_name, folder_city_code, received_at, is_in_window, sheet, row_number, cell, cycle_text, city_code, indicator_code, claimed_text, claimed_value, reason, evidence, is_simulated) VALUES (1, 2017, 'file_hash', 'file_name', 'folder_city_code', '2017-06-01 05:00:00+00', true, 'sheet', 1, 'cell', 'cycle_text', 'city_code', 'indicator_code', 'claimed_text', 1.5, 'reason', 'evidence', true);

INSERT INTO staging.official_statistic (row_number, city_code, indicator_code, year, value, unit, source, licence) VALUES (1, 'city_code', 'indicator_code', 1, 1.5, 'unit', 'source', 'licence');

INSERT INTO staging.population (row_number, city_code, year, population, source, licence) VALUES (1, 'city_code', 1, 1.5, 'source', 'licence');

INSERT INTO staging.regency (row_number, regency_code, kemendagri_code, regency_name, province, source) VALUES (1, 'regency_code', 'kemendagri_code', 'regency_name', 'province', 'source');

INSERT INTO staging.submission (cycle_year, file_hash, file_name, folder_city_code, city_code_text, city_name_text, city_code, cycle_text, framework_hash_text, framework_hash, is_seal_valid, received_at, deadline_at, rows_received, rows_read, is_simulated, unreadable_rule, unreadable_sheet, unreadable_cell, unreadable_found, innovations_received, innovations_read, declared_city_code, city_state, city_reason, seen_at, is_clarifying) VALUES (2017, 'file_hash', 'file_name', 'folder_city_code', 'city_code_text', 'city_name_text', 'city_code', 'cycle_text', 'framework_hash_text', 'framework_hash', true, '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', 1, 1, true, 'unreadable_rule', 'unreadable_sheet', 'unreadable_cell', 'unreadable_found', 1, 1, 'declared_city_code', 'resolved', 'city_reason', '2017-06-01 05:00:00+00', true);

INSERT INTO staging.submission_comparison (cycle_year, file_hash, sheet, row_number, peers, peer_median, peer_deviation, earlier_value, earlier_year, earlier_source, official_value, suspicion, swapped_city_code, broken_part, broken_sum, broken_requirement, evidence_city_code, note_city_code) VALUES (2017, 'file_hash', 'sheet', 1, 1, 1.5, 1.5, 1.5, 1, 'earlier_source', 1.5, 'lost_sign', 'swapped_city_code', 'broken_part', 'broken_sum', 'broken_requirement', 'evidence_city_code', 'note_city_code');

INSERT INTO staging.submission_value (cycle_year, file_hash, file_name, sheet, row_number, cell, city_code, indicator_code, value_text, value, status, parse_rule, year_text, year, agency, evidence, note, is_simulated, is_asked) VALUES (2017, 'file_hash', 'file_name', 'sheet', 1, 'cell', 'city_code', 'indicator_code', 'value_text', 1.5, 'status', 'parse_rule', 'year_text', 1, 'agency', 'evidence', 'note', true, true);

INSERT INTO staging.survey_file (cycle_year, file_hash, file_name, received_at, wave, kind, rows_received, rows_read, no_consent, misshapen, is_wave_sampled, unreadable_rule, unreadable_found) VALUES (2017, 'file_hash', 'file_name', '2017-06-01 05:00:00+00', 'wave', 'kind', 1, 1, 1, 1, true, 'unreadable_rule', 'unreadable_found');

INSERT INTO staging.survey_response_other (cycle_year, city_code, wave, response_id, file_hash, row_number, received_at, copy_in_file, wave_text, stratum, psu, mode, age_group, sex, district, weight_text, weight, version, enumerator_hash, device_hash, phone_hash, started_at, ended_at, submitted_text, submitted_at, is_simulated, answer, out_of_scale_text, version_id, edits, is_edited, review, started_text, ended_text, consent) VALUES (2017, 'city_code', 'wave', 'response_id', 'file_hash', 1, '2017-06-01 05:00:00+00', 1, 'wave_text', 'stratum', 'psu', 'mode', 'age_group', 'sex', 'district', 'weight_text', 1.5, 'version', 'enumerator_hash', 'device_hash', 'phone_hash', '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', 'submitted_text', '2017-06-01 05:00:00+00', true, '{1,NULL}', 'out_of_scale_text', 'version_id', 1, true, 'review', 'started_text', 'ended_text', 'consent');

INSERT INTO staging.ticket_answer (cycle_year, file_hash, row_number, ticket_text, answer_text, reason_text, ticket_id, deadline_at, newest_at, lacks_reason) VALUES (2017, 'file_hash', 1, 'ticket_text', 'answer_text', 'reason_text', 1, '2017-06-01 05:00:00+00', '2017-06-01 05:00:00+00', true);

INSERT INTO staging.ticket_file (cycle_year, file_hash, file_name, city_code, received_at, deliveries, rows_received, unreadable_rule, unreadable_sheet, unreadable_found) VALUES (2017, 'file_hash', 'file_name', 'city_code', '2017-06-01 05:00:00+00', 1, 1, 'unreadable_rule', 'unreadable_sheet', 'unreadable_found');

INSERT INTO staging.version (cycle_year, dataset, version, staged_at) VALUES (2017, 'dataset', 1, '2017-06-01 05:00:00+00');

INSERT INTO staging.visit_finding (cycle_year, file_hash, file_name, folder_city_code, received_at, sheet, row_number, cell, city_code, indicator_code, claimed_text, claimed, observed_text, observed, adjusted_text, adjusted, reason, evidence, assessor, reviewer, visited_text, visited_on, is_in_phase, is_simulated) VALUES (2017, 'file_hash', 'file_name', 'folder_city_code', '2017-06-01 05:00:00+00', 'sheet', 1, 'cell', 'city_code', 'indicator_code', 'claimed_text', 1.5, 'observed_text', 1.5, 'adjusted_text', 1.5, 'reason', 'evidence', 'assessor', 'reviewer', 'visited_text', '2017-06-01', true, true);

SELECT pg_catalog.setval('ops.decision_decision_id_seq', 1, true);

SELECT pg_catalog.setval('quality.failed_row_failed_row_id_seq', 1, true);

SELECT pg_catalog.setval('quality.flagged_row_flagged_row_id_seq', 1, true);

SELECT pg_catalog.setval('quality.refusal_refusal_id_seq', 1, true);

SELECT pg_catalog.setval('quality.rejected_row_rejected_row_id_seq', 1, true);

SELECT pg_catalog.setval('quality.ticket_event_ticket_event_id_seq', 1, true);

SELECT pg_catalog.setval('quality.ticket_ticket_id_seq', 1, true);

SELECT pg_catalog.setval('quality.validation_run_validation_id_seq', 1, true);

SELECT pg_catalog.setval('raw.list_number', 1, false);

SELECT pg_catalog.setval('scoring.run_run_id_seq', 1, true);

ALTER TABLE ONLY core.assessment
    ADD CONSTRAINT assessment_pkey PRIMARY KEY (cycle_year, city_code, indicator_code, assessor);

ALTER TABLE ONLY core.city
    ADD CONSTRAINT city_city_name_key UNIQUE (city_name);

ALTER TABLE ONLY core.city
    ADD CONSTRAINT city_kemendagri_code_key UNIQUE (kemendagri_code);

ALTER TABLE ONLY core.city_name
    ADD CONSTRAINT city_name_pkey PRIMARY KEY (written_name);

ALTER TABLE ONLY core.city
    ADD CONSTRAINT city_pkey PRIMARY KEY (city_code);

ALTER TABLE ONLY core.cycle_city
    ADD CONSTRAINT cycle_city_pkey PRIMARY KEY (cycle_year, city_code);

ALTER TABLE ONLY core.cycle_domain
    ADD CONSTRAINT cycle_domain_pkey PRIMARY KEY (cycle_year, domain_code);

ALTER TABLE ONLY core.cycle_indicator
    ADD CONSTRAINT cycle_indicator_pkey PRIMARY KEY (cycle_year, indicator_code);

ALTER TABLE ONLY core.cycle_maturity
    ADD CONSTRAINT cycle_maturity_pkey PRIMARY KEY (cycle_year, indicator_code, level);

ALTER TABLE ONLY core.cycle_penalty
    ADD CONSTRAINT cycle_penalty_pkey PRIMARY KEY (cycle_year, indicator_code);

ALTER TABLE ONLY core.cycle_plausibility
    ADD CONSTRAINT cycle_plausibility_pkey PRIMARY KEY (cycle_year, indicator_code);

ALTER TABLE ONLY core.cycle_relation
    ADD CONSTRAINT cycle_relation_pkey PRIMARY KEY (cycle_year, relation_code);

ALTER TABLE ONLY core.cycle_unit
    ADD CONSTRAINT cycle_unit_pkey PRIMARY KEY (cycle_year, unit, written);

ALTER TABLE ONLY core.indicator_value
    ADD CONSTRAINT indicator_value_pkey PRIMARY KEY (cycle_year, city_code, indicator_code, origin);

ALTER TABLE ONLY core.innovation
    ADD CONSTRAINT innovation_pkey PRIMARY KEY (cycle_year, city_code, sheet, row_number);

ALTER TABLE ONLY core.nominee
    ADD CONSTRAINT nominee_pkey PRIMARY KEY (cycle_year, city_code);

ALTER TABLE ONLY core.objection
    ADD CONSTRAINT objection_cycle_year_city_code_indicator_code_key UNIQUE (cycle_year, city_code, indicator_code);

ALTER TABLE ONLY core.objection_decision
    ADD CONSTRAINT objection_decision_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY core.objection_decision
    ADD CONSTRAINT objection_decision_pkey PRIMARY KEY (objection_id);

ALTER TABLE ONLY core.objection
    ADD CONSTRAINT objection_pkey PRIMARY KEY (objection_id);

ALTER TABLE ONLY core.official_statistic
    ADD CONSTRAINT official_statistic_pkey PRIMARY KEY (city_code, indicator_code, year);

ALTER TABLE ONLY core.population
    ADD CONSTRAINT population_pkey PRIMARY KEY (city_code, year);

ALTER TABLE ONLY core.regency
    ADD CONSTRAINT regency_kemendagri_code_key UNIQUE (kemendagri_code);

ALTER TABLE ONLY core.regency
    ADD CONSTRAINT regency_pkey PRIMARY KEY (regency_code);

ALTER TABLE ONLY core.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY core.superseded_answer
    ADD CONSTRAINT superseded_answer_pkey PRIMARY KEY (cycle_year, file_hash, layer, sheet, row_number);

ALTER TABLE ONLY core.survey_estimate
    ADD CONSTRAINT survey_estimate_pkey PRIMARY KEY (city_code, cycle_year, indicator_code, item, domain, level, statistic);

ALTER TABLE ONLY core.survey_estimation
    ADD CONSTRAINT survey_estimation_pkey PRIMARY KEY (cycle_year);

ALTER TABLE ONLY core.survey_item
    ADD CONSTRAINT survey_item_pkey PRIMARY KEY (cycle_year, item);

ALTER TABLE ONLY core.survey_margin
    ADD CONSTRAINT survey_margin_pkey PRIMARY KEY (cycle_year, wave, city_code, margin, category);

ALTER TABLE ONLY core.survey_response
    ADD CONSTRAINT survey_response_pkey PRIMARY KEY (city_code, cycle_year, wave, response_id);

ALTER TABLE ONLY core.survey_response_other
    ADD CONSTRAINT survey_response_other_pkey PRIMARY KEY (city_code, cycle_year, wave, response_id);

ALTER TABLE ONLY core.survey_stratum
    ADD CONSTRAINT survey_stratum_pkey PRIMARY KEY (cycle_year, wave, city_code, stratum);

ALTER TABLE ONLY core.survey_wave
    ADD CONSTRAINT survey_wave_pkey PRIMARY KEY (cycle_year, wave);

ALTER TABLE ONLY core.visit_evidence
    ADD CONSTRAINT visit_evidence_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY core.visit_finding
    ADD CONSTRAINT visit_finding_pkey PRIMARY KEY (cycle_year, city_code, indicator_code);

ALTER TABLE ONLY mart.audit_component
    ADD CONSTRAINT audit_component_pkey PRIMARY KEY (release_id, node_code, component);

ALTER TABLE ONLY mart.audit_correlation
    ADD CONSTRAINT audit_correlation_pkey PRIMARY KEY (release_id, code_a, code_b);

ALTER TABLE ONLY mart.audit_denominator
    ADD CONSTRAINT audit_denominator_pkey PRIMARY KEY (release_id, indicator_code, denominator_code);

ALTER TABLE ONLY mart.audit_indicator
    ADD CONSTRAINT audit_indicator_pkey PRIMARY KEY (release_id, indicator_code);

ALTER TABLE ONLY mart.audit_loading
    ADD CONSTRAINT audit_loading_pkey PRIMARY KEY (release_id, node_code, component, code);

ALTER TABLE ONLY mart.audit_reliability
    ADD CONSTRAINT audit_reliability_pkey PRIMARY KEY (release_id, node_code);

ALTER TABLE ONLY mart.audit_removal
    ADD CONSTRAINT audit_removal_pkey PRIMARY KEY (release_id, removed_code, group_column, group_code);

ALTER TABLE ONLY mart.audit_threshold
    ADD CONSTRAINT audit_threshold_pkey PRIMARY KEY (release_id, threshold_code);

ALTER TABLE ONLY mart.audit_weight
    ADD CONSTRAINT audit_weight_pkey PRIMARY KEY (release_id, code);

ALTER TABLE ONLY mart.contribution
    ADD CONSTRAINT contribution_pkey PRIMARY KEY (release_id, city_code, indicator_code);

ALTER TABLE ONLY mart.improvement
    ADD CONSTRAINT improvement_pkey PRIMARY KEY (release_id, city_code);

ALTER TABLE ONLY mart.indicator_value
    ADD CONSTRAINT indicator_value_pkey PRIMARY KEY (release_id, city_code, indicator_code);

ALTER TABLE ONLY mart.method
    ADD CONSTRAINT method_pkey PRIMARY KEY (release_id, code);

ALTER TABLE ONLY mart.place_probability
    ADD CONSTRAINT place_probability_pkey PRIMARY KEY (release_id, city_code, place);

ALTER TABLE ONLY mart.rank_interval
    ADD CONSTRAINT rank_interval_pkey PRIMARY KEY (release_id, city_code);

ALTER TABLE ONLY mart.ranking
    ADD CONSTRAINT ranking_pkey PRIMARY KEY (release_id, city_code);

ALTER TABLE ONLY mart.release
    ADD CONSTRAINT release_cycle_year_framework_id_revision_key UNIQUE (cycle_year, framework_id, revision);

ALTER TABLE ONLY mart.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (release_id);

ALTER TABLE ONLY mart.score
    ADD CONSTRAINT score_pkey PRIMARY KEY (release_id, city_code, node_code, side);

ALTER TABLE ONLY mart.sensitivity
    ADD CONSTRAINT sensitivity_pkey PRIMARY KEY (release_id, factor);

ALTER TABLE ONLY mart.stage_change
    ADD CONSTRAINT stage_change_pkey PRIMARY KEY (release_id, city_code);

ALTER TABLE ONLY mart.strength
    ADD CONSTRAINT strength_pkey PRIMARY KEY (release_id, city_code, kind, place);

ALTER TABLE ONLY mart.survey_estimate
    ADD CONSTRAINT survey_estimate_pkey PRIMARY KEY (release_id, city_code, indicator_code, item, domain, level, statistic);

ALTER TABLE ONLY ops.assessment_extension
    ADD CONSTRAINT assessment_extension_pkey PRIMARY KEY (cycle_year, assessor, extended_until);

ALTER TABLE ONLY ops.assessor_conflict
    ADD CONSTRAINT assessor_conflict_pkey PRIMARY KEY (cycle_year, assessor, city_code);

ALTER TABLE ONLY ops.assessor
    ADD CONSTRAINT assessor_pkey PRIMARY KEY (cycle_year, assessor);

ALTER TABLE ONLY ops.cycle_framework
    ADD CONSTRAINT cycle_framework_pkey PRIMARY KEY (cycle_year, framework_id);

ALTER TABLE ONLY ops.cycle_lock
    ADD CONSTRAINT cycle_lock_pkey PRIMARY KEY (cycle_year);

ALTER TABLE ONLY ops.cycle
    ADD CONSTRAINT cycle_pkey PRIMARY KEY (cycle_year);

ALTER TABLE ONLY ops.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (decision_id);

ALTER TABLE ONLY ops.past_cycle
    ADD CONSTRAINT past_cycle_pkey PRIMARY KEY (cycle_year);

ALTER TABLE ONLY ops.release_made_of
    ADD CONSTRAINT release_made_of_pkey PRIMARY KEY (release_id);

ALTER TABLE ONLY ops.submission_extension
    ADD CONSTRAINT submission_extension_pkey PRIMARY KEY (cycle_year, city_code, extended_until);

ALTER TABLE ONLY public.schema_revision
    ADD CONSTRAINT schema_revision_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY quality.assessment_state
    ADD CONSTRAINT assessment_state_pkey PRIMARY KEY (cycle_year, city_code, indicator_code);

ALTER TABLE ONLY quality.assessor_agreement
    ADD CONSTRAINT assessor_agreement_pkey PRIMARY KEY (cycle_year, indicator_code);

ALTER TABLE ONLY quality.city_proposal
    ADD CONSTRAINT city_proposal_pkey PRIMARY KEY (cycle_year, file_hash, city_code);

ALTER TABLE ONLY quality.failed_row
    ADD CONSTRAINT failed_row_pkey PRIMARY KEY (failed_row_id);

ALTER TABLE ONLY quality.flagged_row
    ADD CONSTRAINT flagged_row_pkey PRIMARY KEY (flagged_row_id);

ALTER TABLE ONLY quality.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY (cycle_year, dataset, file_hash, layer);

ALTER TABLE ONLY quality.objection_effect
    ADD CONSTRAINT objection_effect_pkey PRIMARY KEY (cycle_year, framework_id, objection_id);

ALTER TABLE ONLY quality.refusal
    ADD CONSTRAINT refusal_pkey PRIMARY KEY (refusal_id);

ALTER TABLE ONLY quality.rejected_row
    ADD CONSTRAINT rejected_row_pkey PRIMARY KEY (rejected_row_id);

ALTER TABLE ONLY quality.rule
    ADD CONSTRAINT rule_pkey PRIMARY KEY (rule_id);

ALTER TABLE ONLY quality.survey_flag
    ADD CONSTRAINT survey_flag_pkey PRIMARY KEY (city_code, cycle_year, wave, response_id, rule);

ALTER TABLE ONLY quality.ticket_event
    ADD CONSTRAINT ticket_event_pkey PRIMARY KEY (ticket_event_id);

ALTER TABLE ONLY quality.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (ticket_id);

ALTER TABLE ONLY quality.unread_file
    ADD CONSTRAINT unread_file_pkey PRIMARY KEY (cycle_year, dataset, file_hash);

ALTER TABLE ONLY quality.validation_result
    ADD CONSTRAINT validation_result_pkey PRIMARY KEY (validation_id, rule_id);

ALTER TABLE ONLY quality.validation_run
    ADD CONSTRAINT validation_run_pkey PRIMARY KEY (validation_id);

ALTER TABLE ONLY raw.file
    ADD CONSTRAINT file_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY raw.file_reading
    ADD CONSTRAINT file_reading_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY raw.innovation_row
    ADD CONSTRAINT innovation_row_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

ALTER TABLE ONLY raw.list_reading
    ADD CONSTRAINT list_reading_pkey PRIMARY KEY (cycle_year, dataset, file_hash);

ALTER TABLE ONLY raw.list_row
    ADD CONSTRAINT list_row_number_key UNIQUE (number);

ALTER TABLE ONLY raw.list_row
    ADD CONSTRAINT list_row_pkey PRIMARY KEY (cycle_year, dataset, file_hash, sheet, row_number);

ALTER TABLE ONLY raw.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (cycle_year, dataset, file_name, seen_at);

ALTER TABLE ONLY raw.reference_row
    ADD CONSTRAINT reference_row_pkey PRIMARY KEY (file_name, file_hash, row_number);

ALTER TABLE ONLY raw.submission_row
    ADD CONSTRAINT submission_row_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

ALTER TABLE ONLY raw.survey_misshapen
    ADD CONSTRAINT survey_misshapen_pkey PRIMARY KEY (cycle_year, file_hash, reading, row_number);

ALTER TABLE ONLY raw.survey_reading
    ADD CONSTRAINT survey_reading_pkey PRIMARY KEY (cycle_year, file_hash, reading);

ALTER TABLE ONLY raw.survey_sampling
    ADD CONSTRAINT survey_sampling_pkey PRIMARY KEY (cycle_year, file_hash, reading);

ALTER TABLE ONLY raw.ticket_answer
    ADD CONSTRAINT ticket_answer_pkey PRIMARY KEY (cycle_year, file_hash, row_number);

ALTER TABLE ONLY scoring.contribution
    ADD CONSTRAINT contribution_pkey PRIMARY KEY (run_id, unit_code, code);

ALTER TABLE ONLY scoring.denominated
    ADD CONSTRAINT denominated_pkey PRIMARY KEY (run_id, indicator_code);

ALTER TABLE ONLY scoring.imputed
    ADD CONSTRAINT imputed_pkey PRIMARY KEY (run_id, indicator_code);

ALTER TABLE ONLY scoring.level
    ADD CONSTRAINT level_pkey PRIMARY KEY (run_id, unit_code, node_code);

ALTER TABLE ONLY scoring.normalised
    ADD CONSTRAINT normalised_pkey PRIMARY KEY (run_id, indicator_code);

ALTER TABLE ONLY scoring.rank
    ADD CONSTRAINT rank_pkey PRIMARY KEY (run_id, node_code, side, group_column);

ALTER TABLE ONLY scoring.run_ahp
    ADD CONSTRAINT run_ahp_run_id_parent_code_expert_code_key UNIQUE NULLS NOT DISTINCT (run_id, parent_code, expert_code);

ALTER TABLE ONLY scoring.run_indicator
    ADD CONSTRAINT run_indicator_pkey PRIMARY KEY (run_id, indicator_code);

ALTER TABLE ONLY scoring.run_node
    ADD CONSTRAINT run_node_pkey PRIMARY KEY (run_id, node_code);

ALTER TABLE ONLY scoring.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY scoring.run_unit
    ADD CONSTRAINT run_unit_pkey PRIMARY KEY (run_id, unit_code);

ALTER TABLE ONLY scoring.run_unit
    ADD CONSTRAINT run_unit_run_id_place_key UNIQUE (run_id, place);

ALTER TABLE ONLY scoring.score
    ADD CONSTRAINT score_pkey PRIMARY KEY (run_id, node_code, side);

ALTER TABLE ONLY scoring.screened
    ADD CONSTRAINT screened_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY scoring.selected
    ADD CONSTRAINT selected_pkey PRIMARY KEY (run_id, indicator_code);

ALTER TABLE ONLY scoring.treated
    ADD CONSTRAINT treated_pkey PRIMARY KEY (run_id, indicator_code);

ALTER TABLE ONLY scoring.treatment
    ADD CONSTRAINT treatment_pkey PRIMARY KEY (run_id, indicator_code, period);

ALTER TABLE ONLY scoring.uncertainty_draw
    ADD CONSTRAINT uncertainty_draw_pkey PRIMARY KEY (run_id, draw);

ALTER TABLE ONLY scoring.uncertainty_sobol
    ADD CONSTRAINT uncertainty_sobol_pkey PRIMARY KEY (run_id, factor);

ALTER TABLE ONLY scoring.uncertainty_unit
    ADD CONSTRAINT uncertainty_unit_pkey PRIMARY KEY (run_id, group_column, unit_code);

ALTER TABLE ONLY scoring.weight
    ADD CONSTRAINT weight_pkey PRIMARY KEY (run_id, code);

ALTER TABLE ONLY staging.assessment
    ADD CONSTRAINT assessment_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

ALTER TABLE ONLY staging.city_name
    ADD CONSTRAINT city_name_pkey PRIMARY KEY (row_number);

ALTER TABLE ONLY staging.city
    ADD CONSTRAINT city_pkey PRIMARY KEY (row_number);

ALTER TABLE ONLY staging.innovation
    ADD CONSTRAINT innovation_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

ALTER TABLE ONLY staging.list_file
    ADD CONSTRAINT list_file_pkey PRIMARY KEY (cycle_year, dataset, file_hash);

ALTER TABLE ONLY staging.nominee
    ADD CONSTRAINT nominee_pkey PRIMARY KEY (cycle_year, city_code);

ALTER TABLE ONLY staging.objection
    ADD CONSTRAINT objection_pkey PRIMARY KEY (objection_id);

ALTER TABLE ONLY staging.official_statistic
    ADD CONSTRAINT official_statistic_pkey PRIMARY KEY (row_number);

ALTER TABLE ONLY staging.population
    ADD CONSTRAINT population_pkey PRIMARY KEY (row_number);

ALTER TABLE ONLY staging.regency
    ADD CONSTRAINT regency_pkey PRIMARY KEY (row_number);

ALTER TABLE ONLY staging.submission_comparison
    ADD CONSTRAINT submission_comparison_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

ALTER TABLE ONLY staging.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY staging.submission_value
    ADD CONSTRAINT submission_value_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

ALTER TABLE ONLY staging.survey_file
    ADD CONSTRAINT survey_file_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY staging.ticket_answer
    ADD CONSTRAINT ticket_answer_pkey PRIMARY KEY (cycle_year, file_hash, row_number);

ALTER TABLE ONLY staging.ticket_file
    ADD CONSTRAINT ticket_file_pkey PRIMARY KEY (cycle_year, file_hash);

ALTER TABLE ONLY staging.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (cycle_year, dataset);

ALTER TABLE ONLY staging.visit_finding
    ADD CONSTRAINT visit_finding_pkey PRIMARY KEY (cycle_year, file_hash, sheet, row_number);

CREATE INDEX city_name_name_key_idx ON core.city_name USING btree (name_key);

CREATE INDEX regency_name_key_idx ON core.regency USING btree (name_key);

CREATE UNIQUE INDEX release_current ON mart.release USING btree (cycle_year, framework_id) WHERE (state = 'current'::text);

CREATE UNIQUE INDEX release_draft ON mart.release USING btree (cycle_year, framework_id) WHERE (state = 'draft'::text);

CREATE UNIQUE INDEX city_proposal_cycle_year_file_hash_idx ON quality.city_proposal USING btree (cycle_year, file_hash) WHERE (state = 'confirmed'::text);

CREATE INDEX failed_row_validation_id_idx ON quality.failed_row USING btree (validation_id);

CREATE INDEX flagged_row_cycle_year_dataset_idx ON quality.flagged_row USING btree (cycle_year, dataset);

CREATE INDEX rejected_row_cycle_year_dataset_idx ON quality.rejected_row USING btree (cycle_year, dataset);

CREATE UNIQUE INDEX ticket_cycle_year_city_code_rule_id_subject_idx ON quality.ticket USING btree (cycle_year, city_code, rule_id, subject) WHERE (state <> 'closed'::text);

CREATE INDEX ticket_event_ticket_id_idx ON quality.ticket_event USING btree (ticket_id);

CREATE INDEX objection_cycle_year_idx ON staging.objection USING btree (cycle_year);

ALTER INDEX core.survey_response_pkey ATTACH PARTITION core.survey_response_other_pkey;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON core.objection_decision FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_city FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_domain FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_indicator FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_maturity FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_penalty FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_plausibility FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_relation FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON core.cycle_unit FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER published BEFORE INSERT OR DELETE OR UPDATE ON mart.release FOR EACH ROW EXECUTE FUNCTION mart.refuse_switch();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_component REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_correlation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_denominator REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_indicator REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_loading REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_reliability REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_removal REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_threshold REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.audit_weight REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.contribution REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.improvement REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.indicator_value REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.method REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.place_probability REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.rank_interval REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.ranking REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.score REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.sensitivity REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.stage_change REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.strength REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_delete AFTER DELETE ON mart.survey_estimate REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_component REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_correlation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_denominator REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_indicator REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_loading REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_reliability REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_removal REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_threshold REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.audit_weight REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.contribution REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.improvement REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.indicator_value REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.method REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.place_probability REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.rank_interval REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.ranking REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.score REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.sensitivity REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.stage_change REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.strength REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_insert AFTER INSERT ON mart.survey_estimate REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_component REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_correlation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_denominator REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_indicator REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_loading REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_reliability REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_removal REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_threshold REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.audit_weight REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.contribution REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.improvement REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.indicator_value REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.method REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.place_probability REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.rank_interval REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.ranking REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.score REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.sensitivity REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.stage_change REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.strength REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER published_update AFTER UPDATE ON mart.survey_estimate REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mart.refuse_published();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ops.assessment_extension FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ops.decision FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ops.submission_extension FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON ops.cycle FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER frozen BEFORE INSERT OR DELETE OR UPDATE ON ops.cycle_framework FOR EACH ROW EXECUTE FUNCTION ops.refuse_frozen();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON quality.ticket_event FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();

ALTER TABLE ONLY core.assessment
    ADD CONSTRAINT assessment_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.city_name
    ADD CONSTRAINT city_name_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code) ON DELETE CASCADE;

ALTER TABLE ONLY core.cycle_city
    ADD CONSTRAINT cycle_city_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.cycle_city
    ADD CONSTRAINT cycle_city_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_domain
    ADD CONSTRAINT cycle_domain_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_indicator
    ADD CONSTRAINT cycle_indicator_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_maturity
    ADD CONSTRAINT cycle_maturity_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_penalty
    ADD CONSTRAINT cycle_penalty_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_plausibility
    ADD CONSTRAINT cycle_plausibility_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_relation
    ADD CONSTRAINT cycle_relation_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.cycle_unit
    ADD CONSTRAINT cycle_unit_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY core.indicator_value
    ADD CONSTRAINT indicator_value_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.innovation
    ADD CONSTRAINT innovation_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.nominee
    ADD CONSTRAINT nominee_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.objection
    ADD CONSTRAINT objection_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.objection_decision
    ADD CONSTRAINT objection_decision_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES ops.decision(decision_id);

ALTER TABLE ONLY core.official_statistic
    ADD CONSTRAINT official_statistic_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.population
    ADD CONSTRAINT population_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.visit_evidence
    ADD CONSTRAINT visit_evidence_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY core.visit_finding
    ADD CONSTRAINT visit_finding_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY mart.audit_component
    ADD CONSTRAINT audit_component_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_correlation
    ADD CONSTRAINT audit_correlation_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_denominator
    ADD CONSTRAINT audit_denominator_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_indicator
    ADD CONSTRAINT audit_indicator_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_loading
    ADD CONSTRAINT audit_loading_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_reliability
    ADD CONSTRAINT audit_reliability_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_removal
    ADD CONSTRAINT audit_removal_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_threshold
    ADD CONSTRAINT audit_threshold_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.audit_weight
    ADD CONSTRAINT audit_weight_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.contribution
    ADD CONSTRAINT contribution_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.improvement
    ADD CONSTRAINT improvement_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.indicator_value
    ADD CONSTRAINT indicator_value_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.method
    ADD CONSTRAINT method_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.place_probability
    ADD CONSTRAINT place_probability_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.rank_interval
    ADD CONSTRAINT rank_interval_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.ranking
    ADD CONSTRAINT ranking_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.score
    ADD CONSTRAINT score_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.sensitivity
    ADD CONSTRAINT sensitivity_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.stage_change
    ADD CONSTRAINT stage_change_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.strength
    ADD CONSTRAINT strength_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY mart.survey_estimate
    ADD CONSTRAINT survey_estimate_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.assessment_extension
    ADD CONSTRAINT assessment_extension_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY ops.assessor_conflict
    ADD CONSTRAINT assessor_conflict_city_code_fkey FOREIGN KEY (city_code) REFERENCES core.city(city_code);

ALTER TABLE ONLY ops.assessor_conflict
    ADD CONSTRAINT assessor_conflict_cycle_year_assessor_fkey FOREIGN KEY (cycle_year, assessor) REFERENCES ops.assessor(cycle_year, assessor) ON DELETE CASCADE;

ALTER TABLE ONLY ops.assessor
    ADD CONSTRAINT assessor_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY ops.cycle_framework
    ADD CONSTRAINT cycle_framework_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY ops.release_made_of
    ADD CONSTRAINT release_made_of_release_id_fkey FOREIGN KEY (release_id) REFERENCES mart.release(release_id) ON DELETE CASCADE;

ALTER TABLE ONLY ops.submission_extension
    ADD CONSTRAINT submission_extension_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY quality.city_proposal
    ADD CONSTRAINT city_proposal_cycle_year_fkey FOREIGN KEY (cycle_year) REFERENCES ops.cycle(cycle_year);

ALTER TABLE ONLY quality.failed_row
    ADD CONSTRAINT failed_row_validation_id_fkey FOREIGN KEY (validation_id) REFERENCES quality.validation_run(validation_id) ON DELETE CASCADE;

ALTER TABLE ONLY quality.ticket_event
    ADD CONSTRAINT ticket_event_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES quality.ticket(ticket_id);

ALTER TABLE ONLY quality.validation_result
    ADD CONSTRAINT validation_result_validation_id_fkey FOREIGN KEY (validation_id) REFERENCES quality.validation_run(validation_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.contribution
    ADD CONSTRAINT contribution_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.denominated
    ADD CONSTRAINT denominated_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.imputed
    ADD CONSTRAINT imputed_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.level
    ADD CONSTRAINT level_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.normalised
    ADD CONSTRAINT normalised_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.rank
    ADD CONSTRAINT rank_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.run_ahp
    ADD CONSTRAINT run_ahp_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.run
    ADD CONSTRAINT run_first_run_id_fkey FOREIGN KEY (first_run_id) REFERENCES scoring.run(run_id) ON DELETE SET NULL;

ALTER TABLE ONLY scoring.run_indicator
    ADD CONSTRAINT run_indicator_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.run_node
    ADD CONSTRAINT run_node_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.run_unit
    ADD CONSTRAINT run_unit_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.score
    ADD CONSTRAINT score_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.screened
    ADD CONSTRAINT screened_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.selected
    ADD CONSTRAINT selected_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.treated
    ADD CONSTRAINT treated_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.treatment
    ADD CONSTRAINT treatment_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.uncertainty_draw
    ADD CONSTRAINT uncertainty_draw_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.uncertainty_sobol
    ADD CONSTRAINT uncertainty_sobol_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.uncertainty_unit
    ADD CONSTRAINT uncertainty_unit_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE ONLY scoring.weight
    ADD CONSTRAINT weight_run_id_fkey FOREIGN KEY (run_id) REFERENCES scoring.run(run_id) ON DELETE CASCADE;

ALTER TABLE mart.audit_component ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_correlation ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_denominator ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_indicator ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_loading ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_reliability ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_removal ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_threshold ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.audit_weight ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.contribution ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.improvement ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.indicator_value ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.method ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.place_probability ENABLE ROW LEVEL SECURITY;

CREATE POLICY published ON mart.audit_component FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_component.release_id))));

CREATE POLICY published ON mart.audit_correlation FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_correlation.release_id))));

CREATE POLICY published ON mart.audit_denominator FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_denominator.release_id))));

CREATE POLICY published ON mart.audit_indicator FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_indicator.release_id))));

CREATE POLICY published ON mart.audit_loading FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_loading.release_id))));

CREATE POLICY published ON mart.audit_reliability FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_reliability.release_id))));

CREATE POLICY published ON mart.audit_removal FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_removal.release_id))));

CREATE POLICY published ON mart.audit_threshold FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_threshold.release_id))));

CREATE POLICY published ON mart.audit_weight FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = audit_weight.release_id))));

CREATE POLICY published ON mart.contribution FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = contribution.release_id))));

CREATE POLICY published ON mart.improvement FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = improvement.release_id))));

CREATE POLICY published ON mart.indicator_value FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = indicator_value.release_id))));

CREATE POLICY published ON mart.method FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = method.release_id))));

CREATE POLICY published ON mart.place_probability FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = place_probability.release_id))));

CREATE POLICY published ON mart.rank_interval FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = rank_interval.release_id))));

CREATE POLICY published ON mart.ranking FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = ranking.release_id))));

CREATE POLICY published ON mart.release FOR SELECT TO rkci_bi USING ((state <> 'draft'::text));

CREATE POLICY published ON mart.score FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = score.release_id))));

CREATE POLICY published ON mart.sensitivity FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = sensitivity.release_id))));

CREATE POLICY published ON mart.stage_change FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = stage_change.release_id))));

CREATE POLICY published ON mart.strength FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = strength.release_id))));

CREATE POLICY published ON mart.survey_estimate FOR SELECT TO rkci_bi USING ((EXISTS ( SELECT
   FROM mart.release r
  WHERE (r.release_id = survey_estimate.release_id))));

ALTER TABLE mart.rank_interval ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.ranking ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.release ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.score ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.sensitivity ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.stage_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.strength ENABLE ROW LEVEL SECURITY;

ALTER TABLE mart.survey_estimate ENABLE ROW LEVEL SECURITY;

CREATE POLICY writer ON mart.audit_component TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_correlation TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_denominator TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_indicator TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_loading TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_reliability TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_removal TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_threshold TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.audit_weight TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.contribution TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.improvement TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.indicator_value TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.method TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.place_probability TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.rank_interval TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.ranking TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.release TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.score TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.sensitivity TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.stage_change TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.strength TO rkci_writer USING (true) WITH CHECK (true);

CREATE POLICY writer ON mart.survey_estimate TO rkci_writer USING (true) WITH CHECK (true);
-- PostgreSQL database dump complete

\unrestrict rkci
