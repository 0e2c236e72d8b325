-- What makes an answer strange, said once: far from its class, or far from its own earlier value.
-- Inputs: the value, the median and deviation of its class, its earlier value, and the limits of core.cycle_plausibility.
-- Parameters: none. What is not known (null) makes nothing strange.
-- Read by staging/submission_comparison.sql and views/quality/batch_submission_value.sql.
create or replace function staging.is_jump(
    value double precision, earlier double precision, points double precision, factor double precision
) returns boolean
language sql immutable parallel safe as $$
    select
        coalesce(abs(value - earlier) > points, false)
        or coalesce(value > 0 and earlier > 0 and greatest(value, earlier) > factor * least(value, earlier), false)
$$;
comment on function staging.is_jump(double precision, double precision, double precision, double precision) is
'A value and its earlier value differ by more than so many units, or by more than this factor.';

create or replace function staging.is_strange(
    value double precision, median double precision, deviation double precision, deviations double precision,
    earlier double precision, points double precision, factor double precision
) returns boolean
language sql immutable parallel safe as $$
    select coalesce(abs(value - median) > deviations * deviation, false) or staging.is_jump(value, earlier, points, factor)
$$;
comment on function staging.is_strange(
    double precision, double precision, double precision, double precision,
    double precision, double precision, double precision
) is 'A value is an outlier of its class or a jump from its earlier value.';
