-- One answer as people write it, read as a number, or told apart as missing, not applicable or unreadable.
-- Inputs: the text of a cell, the valid range of the indicator (null where it is open to that side), whether the text is
-- that of a number cell, whose point is decimal, and whether the indicator is in per cent (null where it is not known).
-- Parameters: none. A separator that could mean two numbers in range is never guessed: it is asked back.
-- Read by staging/submission_value.sql, objection.sql and visit_finding.sql; rkci.intake.missing has the words again.
drop function if exists staging.parse_number(text, double precision, double precision);
create or replace function staging.parse_number(
    written text,
    valid_min double precision,
    valid_max double precision,
    is_number boolean default false,
    is_percent boolean default null,
    out value double precision,
    out status text,
    out rule text
)
language plpgsql immutable parallel safe as $$
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
$$;
comment on function staging.parse_number(text, double precision, double precision, boolean, boolean) is
'An answer as written: value, status (reported, missing, not_applicable, unreadable), and the rule that read it.';
