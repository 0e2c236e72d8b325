-- A city's name and code as people write them, and the one city that they mean, if they mean one.
-- Inputs: core.city, core.city_name, core.regency.
-- Parameters: the name and the code as written; whether the file holds cities alone, so that Bogor is Kota Bogor.
-- Read by staging/submission.sql, core/city_name.sql, core/regency.sql and rkci.intake.proposals.
create or replace function core.name_key(written text, out name_key text, out whole_key text, out kind text)
language sql immutable parallel safe as $$
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
$$;
comment on function core.name_key(text) is
'A name without case, accents, spaces and punctuation: whole, and without the word Kota or Kabupaten; kind says which of them stood there (city, regency, bare). KOTA D U M A I is dumai, a city; Kota Baru is baru, and whole kotabaru, the regency.';

create or replace function core.code_key(
    written text, out bps_code text, out kemendagri_code text, out is_written boolean
)
language sql immutable parallel safe as $$
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
$$;
comment on function core.code_key(text) is
'A code as written, as a BPS code (four digits) and as a Kemendagri code (nn.nn), each null where it cannot be one.';

create or replace function core.resolve_city(
    written_name text,
    written_code text,
    is_cities_alone boolean default false,
    out city_code text,
    out state text,
    out reason text
)
language sql stable parallel safe as $$
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
comment on function core.resolve_city(text, text, boolean) is
'The city that a written name and code mean (BPS or Kemendagri code), with state (resolved, regency, ambiguous, unknown) and reason. Never a guess: what could be two is neither.';
