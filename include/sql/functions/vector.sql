-- Arithmetic on vectors: the values of one indicator or node over the units, in the order of scoring.run_unit.place.
-- A null element is a missing value. Sums follow the order of the units or the order by of the call: same bytes always.
-- array(select f(x) from (select unnest(value) as x)) keeps the order: unnest reads an array as it is stored.
-- Parameters: see each function.
-- Read by scoring/*.sql.
create or replace function scoring.parts(value double precision[], pool text[])
returns table (pool_code text, place integer[], part double precision[])
language sql immutable as $$
    select null, null, value
    where pool is null
    union all
    select cell.code, array_agg(cell.place::integer order by cell.place), array_agg(cell.x order by cell.place)
    from unnest(value, pool) with ordinality as cell (x, code, place)
    where pool is not null
    group by cell.code
$$;
comment on function scoring.parts(double precision[], text[])
is 'A vector cut by the pool of each element; the whole, without places, where there are no pools. Null is a pool, too.';

create or replace function scoring.put_part(whole double precision[], place integer[], part double precision[])
returns double precision[]
language plpgsql immutable as $$
begin
    if place is null then
        return part;
    end if;
    for number in 1 .. cardinality(place) loop
        whole[place[number]] := part[number];
    end loop;
    return whole;
end
$$;
comment on function scoring.put_part(double precision[], integer[], double precision[])
is 'Step of the aggregate scoring.whole: a part back at its places.';

create or replace function scoring.add_weighted(
    total double precision[], value double precision[], weight double precision
) returns double precision[]
language sql immutable as $$
    select array_agg(
        case
            when x is null then sum_so_far
            when sum_so_far is null then weight * x
            else sum_so_far + weight * x
        end
        order by place
    )
    from unnest(total, value) with ordinality as cell (sum_so_far, x, place)
$$;
comment on function scoring.add_weighted(double precision[], double precision[], double precision)
is 'Step of the aggregate scoring.weighted_sum: total + weight x value, element by element; a missing value adds nothing.';

create or replace function scoring.spread(part anyarray, places integer[], length bigint, missing anyelement)
returns anyarray
language plpgsql immutable as $$
begin
    if cardinality(places) = length then
        return part;
    end if;
    return (
        select array_agg(coalesce(cell.x, missing) order by slot.place)
        from generate_series(1, length) as slot (place)
        left join unnest(part, places) as cell (x, place) using (place)
    );
end
$$;
comment on function scoring.spread(anyarray, integer[], bigint, anyelement)
is 'A vector of all units from what some of them have, in the order of their places; the others get `missing`.';

do $$
begin
    if to_regprocedure('scoring.whole(integer[], double precision[])') is null then
        create aggregate scoring.whole(place integer[], part double precision[]) (
            sfunc = scoring.put_part, stype = double precision[], initcond = '{}'
        );
    end if;
    if to_regprocedure('scoring.weighted_sum(double precision[], double precision)') is null then
        create aggregate scoring.weighted_sum(value double precision[], weight double precision) (
            sfunc = scoring.add_weighted, stype = double precision[], initcond = '{}'
        );
    end if;
end
$$;
-- noqa: disable=LT01
comment on aggregate scoring.whole(integer[], double precision[]) is 'The parts that scoring.parts cut, in one vector again.';
comment on aggregate scoring.weighted_sum(double precision[], double precision)
is 'Weighted sum of vectors, element by element; null where every one is missing.';

create or replace function scoring.presence(value double precision[])
returns double precision[]
language sql immutable as $$
    select case
        when array_position(value, null) is null then array_fill(1::double precision, array[cardinality(value)])
        else (
            select array_agg(case when x is null then 0 else 1 end::double precision order by place)
            from unnest(value) with ordinality as cell (x, place)
        )
    end
$$;
comment on function scoring.presence(double precision[]) is '1 where there is a value, 0 where it is missing.';
