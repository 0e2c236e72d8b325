-- An instant as exporting programs write it; null for what is none or could be two, so that no cell of a file can stop a
-- run and none is guessed. A date alone is no instant.
-- Parameters: the text; the time zone of its column where it has no offset, and the local one, in which times with the
-- name of a month are (Java writes them so, in the zone of whoever exports); the order of day and month where figures
-- leave it open (day_first, month_first; null: not told).
-- Read by staging/survey_response.sql.
drop function if exists staging.instant_or_null(text);
create or replace function staging.instant_or_null(written text, column_zone text, local_zone text, day_order text)
returns timestamptz
language plpgsql immutable parallel safe as $$
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
$$;
comment on function staging.instant_or_null(text, text, text, text)
is 'The instant that a text gives, in the years from 1900 to 2999; null for any other text, and for a date that could be two.';
