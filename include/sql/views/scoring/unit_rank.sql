create view scoring.unit_rank as
select
    place_of.run_id,
    unit.unit_code,
    unit.place,
    place_of.node_code,
    place_of.side,
    place_of.group_column,
    case
        when place_of.group_column = 'overall' then 'overall'
        else unit.attributes ->> place_of.group_column
    end as group_code,
    cell.rank
from scoring.rank as place_of
cross join lateral unnest(place_of.rank) with ordinality as cell (rank, place)
join scoring.run_unit as unit on unit.run_id = place_of.run_id and unit.place = cell.place
where cell.rank is not null;
comment on view scoring.unit_rank is 'One row per ranked unit, node, side and grouping: scoring.rank unit by unit.';
