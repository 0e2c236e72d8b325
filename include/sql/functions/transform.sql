-- The logarithm of a vector, turned so that more is better; a value without a logarithm is refused with its unit.
-- For indicators whose transform is ln, before they are normalised.
-- Parameters: run, indicator, places of the elements (null: all of them in order), values, direction.
-- Read by scoring/normalised.sql.
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
