-- Treatment of outliers, one vector at a time: the test by skewness and kurtosis, winsorising, logarithms, Box-Cox.
-- After the OECD/JRC Handbook (2008), step 3, as COINr 1.1 does it; formulas in docs/methodology.md.
-- Parameters: see each function.
-- Read by scoring/treated.sql.
create or replace function scoring.shape_of(
    n double precision,
    m2 double precision,
    m3 double precision,
    m4 double precision,
    out skewness double precision,
    out kurtosis double precision
)
language sql immutable as $$
    select
        case when n >= 4 and m2 > 0 then sqrt(n * (n - 1)) / (n - 2) * m3 / (m2 * sqrt(m2)) end,
        case
            when n >= 4 and m2 > 0
                then (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)
        end
$$;
comment on function scoring.shape_of(double precision, double precision, double precision, double precision)
is 'Skewness G1 and excess kurtosis G2, bias-corrected, of n values with these central moments; null below four values or without variance.';

create or replace function scoring.shape(
    value double precision[], out skewness double precision, out kurtosis double precision
)
language sql immutable as $$
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
comment on function scoring.shape(double precision[]) is 'scoring.shape_of a vector, missing values dropped.';

create or replace function scoring.beside(x double precision[], place integer, step integer)
returns integer
language plpgsql immutable as $$
declare
    found integer := place;
begin
    while x[found] = x[place] and found + step between 1 and cardinality(x) loop
        found := found + step;
    end loop;
    return found;
end
$$;
comment on function scoring.beside(double precision[], integer, integer)
is 'In a sorted vector the nearest place of another value, upwards (1) or downwards (-1); the end where there is none.';

create or replace function scoring.winsorise(
    given double precision[],
    winmax integer,
    skew_limit double precision,
    kurtosis_limit double precision,
    out low double precision,
    out high double precision,
    out moved_low integer,
    out moved_high integer,
    out has_shape boolean
)
language plpgsql immutable as $$
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
comment on function scoring.winsorise(double precision[], integer, double precision, double precision)
is 'The values between which a vector is drawn in, point by point until it passes or winmax points were moved; has_shape is false where nothing differs any more.';
create or replace function scoring.log_ct(value double precision[], is_flipped boolean)
returns double precision[]
language sql immutable as $$
    select array(
        select case when is_flipped then -ln(largest + a - x) else ln(x - smallest + a) end
        from (select unnest(value) as x) as cell
    )
    from (
        select min(x) as smallest, max(x) as largest, 0.01::double precision * (max(x) - min(x)) as a
        from (select unnest(value) as x) as cell
    ) as bounds
$$;
comment on function scoring.log_ct(double precision[], boolean)
is 'ln(x - min + a), or flipped -ln(max + a - x), a being a hundredth of the range.';

create or replace function scoring.box_cox(value double precision[], lambda double precision)
returns double precision[]
language sql immutable as $$
    select array(
        select case lambda when 0 then ln(x - smallest + 1) else ((x - smallest + 1) ^ lambda - 1) / lambda end
        from (select unnest(value) as x) as cell
    )
    from (select min(x) as smallest from (select unnest(value) as x) as cell) as bounds
$$;
comment on function scoring.box_cox(double precision[], double precision)
is 'Box-Cox transform of x - min + 1: (x^lambda - 1) / lambda, the logarithm where lambda is 0.';

create or replace function scoring.treat(
    given double precision[],
    method text,
    winmax integer,
    skew_limit double precision,
    kurtosis_limit double precision,
    second text,
    lambda double precision,
    out value double precision[],
    out treatment text,
    out winsorised_high integer,
    out winsorised_low integer,
    out skew_before double precision,
    out kurtosis_before double precision,
    out skew_winsorised double precision,
    out kurtosis_winsorised double precision,
    out skew_after double precision,
    out kurtosis_after double precision,
    out passes boolean
)
language plpgsql immutable as $$
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
comment on function scoring.treat(
    double precision[], text, integer, double precision, double precision, text, double precision
) is 'A vector after treatment, what was done to it, and its skewness and kurtosis before and after.';
