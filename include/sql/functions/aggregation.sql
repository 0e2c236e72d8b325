-- The transform f of a mean: the mean is the inverse of f applied to the weighted average of f(child).
-- arithmetic x, geometric ln x, harmonic 1/x, generalised x^p. Null where x is null or f is not defined.
-- Parameters: how the parent aggregates, its power (generalised only), the value.
-- Read by scoring/score.sql and scoring/contribution.sql.
create or replace function scoring.mean_transform(aggregation text, power double precision, value double precision)
returns double precision
language sql immutable parallel safe as $$
    select case aggregation
        when 'arithmetic' then value
        when 'geometric' then case when value > 0 then ln(value) end
        when 'harmonic' then case when value > 0 then 1 / value end
        when 'generalised' then case when value > 0 or (value = 0 and power > 0) then value ^ power end
    end
$$;
comment on function scoring.mean_transform(text, double precision, double precision)
is 'f of a mean (OECD/JRC Handbook 2008, step 6): arithmetic x, geometric ln x, harmonic 1/x, generalised x^p.';

create or replace function scoring.mean_inverse(aggregation text, power double precision, value double precision)
returns double precision
language sql immutable parallel safe as $$
    select case aggregation
        when 'arithmetic' then value
        when 'geometric' then exp(value)
        when 'harmonic' then 1 / value
        when 'generalised' then value ^ (1 / power)
    end
$$;
comment on function scoring.mean_inverse(text, double precision, double precision) is 'Inverse of scoring.mean_transform.';

create or replace function scoring.rounded(score double precision, digits integer)
returns double precision
language sql immutable parallel safe as $$
    select round(score * 10::double precision ^ digits) / 10::double precision ^ digits
$$;
comment on function scoring.rounded(double precision, integer)
is 'A score rounded to decimals before it is ranked (ranking.digits): what is equal then shares its place.';

create or replace function scoring.significant(value double precision) returns double precision
language sql immutable parallel safe as $$
    select case
        when abs(value) between 1e-290 and 1e290 then round(value * 10::double precision ^ (9 - floor(log(abs(value)))))
            / 10::double precision ^ (9 - floor(log(abs(value))))
        else value -- zero, and what the powers of ten do not reach
    end
$$;
comment on function scoring.significant(double precision)
is 'A value at 10 significant digits, before values are put in order: what differs by rounding noise alone then ties.';
