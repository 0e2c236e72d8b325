-- Transforms of a vector that not every value has: what has none is refused with the name of its unit.
-- The logarithm before normalising, the transform f of a mean before aggregating.
-- Parameters: see each function.
-- Read by scoring/normalised.sql and scoring/score.sql.
create or replace function scoring.directed_log(
    run bigint, indicator text, places integer[], value double precision[], direction double precision
) returns double precision[]
language sql volatile as $$
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
comment on function scoring.directed_log(bigint, text, integer[], double precision[], double precision)
is 'direction x ln(value) of every element; refuses by name what has no logarithm.';

create or replace function scoring.mean_terms(
    run bigint, parent text, child text, aggregation text, power double precision, value double precision[]
) returns double precision[]
language sql volatile as $$
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
comment on function scoring.mean_terms(bigint, text, text, text, double precision, double precision[])
is 'scoring.mean_transform of every element of a child; refuses by name what a mean of that kind does not have.';
