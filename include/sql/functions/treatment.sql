-- Treatment of outliers, one vector at a time: the test by skewness and kurtosis, winsorising, logarithms, Box-Cox.
-- After the OECD/JRC Handbook (2008), step 3, as COINr 1.1 does it; formulas in docs/methodology.md.
-- Parameters: see each function.
-- Read by scoring/treated.sql.
create or replace function scoring.shape(
    value double precision[], out skewness double precision, out kurtosis double precision
)
language sql immutable as $$
    -- with d = x - mean: m3 is the covariance of d and d^2, m4 the variance of d^2 and m2^2
    select
        case when n >= 4 and m2 > 0 then sqrt(n * (n - 1)) / (n - 2) * m3 / (m2 * sqrt(m2)) end,
        case
            when n >= 4 and m2 > 0
                then (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)
        end
    from (
        select
            n,
            regr_sxx(d * d, d) / n as m2,
            regr_sxy(d * d, d) / n as m3,
            regr_syy(d * d, d) / n + (regr_sxx(d * d, d) / n) ^ 2 as m4
        from (
            select centre.n, unnest(value) - centre.mean as d
            from (
                select count(x)::double precision as n, sum(x) / nullif(count(x), 0) as mean
                from (select unnest(value) as x) as cell
            ) as centre
        ) as deviation
        group by n
    ) as moment
$$;
comment on function scoring.shape(double precision[])
is 'Skewness G1 and excess kurtosis G2, bias-corrected, missing values dropped; null below four values or without variance.';

create or replace function scoring.log_ct(value double precision[], is_flipped boolean)
returns double precision[]
language sql immutable as $$
    select array_agg(
        case when is_flipped then -ln(largest + a - x) else ln(x - smallest + a) end order by place
    )
    from unnest(value) with ordinality as cell (x, place)
    cross join (
        select min(y) as smallest, max(y) as largest, 0.01::double precision * (max(y) - min(y)) as a
        from unnest(value) as listed (y)
    ) as bounds
$$;
comment on function scoring.log_ct(double precision[], boolean)
is 'ln(x - min + a), or flipped -ln(max + a - x), a being a hundredth of the range.';

create or replace function scoring.box_cox(value double precision[], lambda double precision)
returns double precision[]
language sql immutable as $$
    select array_agg(
        case lambda when 0 then ln(x - smallest + 1) else ((x - smallest + 1) ^ lambda - 1) / lambda end order by place
    )
    from unnest(value) with ordinality as cell (x, place)
    cross join (select min(y) as smallest from unnest(value) as listed (y)) as bounds
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
    edge double precision;
    next_to_edge double precision;
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

    -- one point at a time from the skewed end; what is tied at the extreme moves together
    if method = 'winsorise_log' then
        while not passes and (winmax is null or winsorised_high + winsorised_low < winmax) loop
            if skew_after >= 0 then
                select max(x) into edge from (select unnest(value) as x) as cell;
                select max(x) filter (where x < edge), count(*) filter (where x = edge)
                into next_to_edge, winsorised_high
                from (select unnest(value) as x) as cell;
            else
                select min(x) into edge from (select unnest(value) as x) as cell;
                select min(x) filter (where x > edge), count(*) filter (where x = edge)
                into next_to_edge, winsorised_low
                from (select unnest(value) as x) as cell;
            end if;
            value := array_replace(value, edge, next_to_edge);
            treatment := 'winsorise';
            select shape.skewness, shape.kurtosis into skew_after, kurtosis_after from scoring.shape(value) as shape;
            passes := abs(skew_after) < skew_limit or kurtosis_after < kurtosis_limit;
        end loop;
        -- nothing is left to test: all points have come together, and the values stay as they were given
        if passes is null then
            value := given;
            treatment := 'none';
            winsorised_high := 0;
            winsorised_low := 0;
            skew_after := skew_before;
            kurtosis_after := kurtosis_before;
            return;
        end if;
        if treatment = 'winsorise' then
            skew_winsorised := skew_after;
            kurtosis_winsorised := kurtosis_after;
        end if;
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
