-- Arithmetic of survey estimates on small vectors: products, multiples, the t quantile, raking, and its residuals.
-- After Deville and Saerndal (1992) and, for the residuals, R's survey 4.1 (svyrecvar); formulas in docs/survey-estimates.md.
-- Parameters: see each function.
-- Read by survey/*.sql.
do $$
begin
    if to_regprocedure('core.product(double precision)') is null then
        create aggregate core.product(factor double precision) (
            sfunc = float8mul, stype = double precision, initcond = '1'
        );
    end if;
    if to_regprocedure('core.common_multiple(bigint)') is null then
        create aggregate core.common_multiple(number bigint) (sfunc = lcm, stype = bigint, initcond = '1');
    end if;
    if to_regprocedure('core.whole_sum(bigint)') is null then
        create aggregate core.whole_sum(number bigint) (
            sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe
        );
    end if;
end
$$;
-- noqa: disable=LT01
comment on aggregate core.product(double precision) is 'Product of the factors; 1 of none.';
comment on aggregate core.common_multiple(bigint) is 'Least common multiple of the numbers; 1 of none.';
comment on aggregate core.whole_sum(bigint) is 'Sum that is refused beyond a bigint: sum() counts in 128 bits, at several times the cost.';
-- noqa: enable=LT01

create or replace function core.t_quantile(degrees double precision)
returns double precision
language plpgsql immutable parallel safe as $$
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
comment on function core.t_quantile(double precision)
is 'The 97.5 per cent quantile of the t distribution, whole degrees of freedom (Abramowitz and Stegun 26.7.3 to 26.7.5); null below one.';

create or replace function core.rake(weight double precision[], place integer[], population double precision[])
returns double precision[]
language plpgsql immutable parallel safe as $$
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
comment on function core.rake(double precision[], integer[], double precision[])
is 'Factor by which the weight of every cell is multiplied so that all margins hold (iterative proportional fitting); place[cell][margin] is the category in population. Null if it does not converge.';

drop function if exists core.swept(double precision[], double precision[], integer[]);

create or replace function core.sweeps(units double precision[], place integer[])
returns double precision[]
language plpgsql immutable parallel safe as $$
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
comment on function core.sweeps(double precision[], integer[])
is 'What calibration subtracts from influence: of every category of a margin (first subscript) with a total influence of 1, what each category (second) takes off its units. The unweighted mean of a post-stratum, or ten sweeps of such means over the margins of raking. units are those of each calibration cell, place[cell][margin] its categories.';
