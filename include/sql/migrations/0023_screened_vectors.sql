-- Step 3 as vectors, too: one row per run, what screening says of its units as arrays (ADR 14).
-- What earlier versions screened is carried over.
alter table scoring.screened rename to screened_unit;
alter table scoring.screened_unit rename constraint screened_pkey to screened_unit_pkey;

create table scoring.screened (
    run_id bigint primary key references scoring.run on delete cascade,
    available double precision[] not null default '{}',
    nonzero double precision[] not null default '{}',
    is_kept boolean[] not null,
    reason text[] not null
);
comment on table scoring.screened is 'Step 3, screen: one row per run, whether each unit is scored, and why; unit_screened has it unit by unit.';
comment on column scoring.screened.run_id is 'Run.';
comment on column scoring.screened.available is 'Share (0 to 1) of the indicators for which each unit has a value, in the order of run_unit.place; empty where nothing is screened.';
comment on column scoring.screened.nonzero is 'Share (0 to 1) of its values that are not zero, 1 where there is none; empty where nothing is screened.';
comment on column scoring.screened.is_kept is 'True if the unit is scored.';
comment on column scoring.screened.reason is 'Why it is scored or not.';

insert into scoring.screened (run_id, available, nonzero, is_kept, reason)
select
    unit.run_id,
    array_agg(screened.available order by unit.place),
    array_agg(screened.nonzero order by unit.place),
    array_agg(screened.is_kept order by unit.place),
    array_agg(screened.reason order by unit.place)
from scoring.screened_unit as screened
join scoring.run_unit as unit using (run_id, unit_code)
group by unit.run_id;
drop table scoring.screened_unit;

create view scoring.unit_screened as
select
    screened.run_id,
    unit.unit_code,
    unit.place,
    cell.available,
    cell.nonzero,
    cell.is_kept,
    cell.reason
from scoring.screened as screened
cross join lateral unnest( -- noqa: LT02
    screened.available, screened.nonzero, screened.is_kept, screened.reason -- noqa: LT02
) with ordinality as cell (available, nonzero, is_kept, reason, place) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = screened.run_id and unit.place = cell.place;
comment on view scoring.unit_screened is 'One row per unit: whether it is scored, and why; scoring.screened unit by unit.';
