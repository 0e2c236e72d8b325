-- Step 1 as vectors, too: one row per indicator, what was given to it as arrays beside the places of the units (ADR 14).
-- What earlier versions selected is carried over.
drop view if exists quality.batch_scoring_run; -- comes back with every upgrade
drop view scoring.cell;

alter table scoring.selected rename to selected_cell;
alter table scoring.selected_cell rename constraint selected_pkey to selected_cell_pkey;

create table scoring.selected (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    place integer[] not null default '{}',
    value double precision[] not null default '{}',
    status text[] not null default '{}',
    origin text[] not null default '{}',
    is_simulated boolean[] not null default '{}',
    year integer[] not null default '{}',
    standard_error double precision[] not null default '{}',
    source text[] not null default '{}',
    file_hash text[] not null default '{}',
    sheet text[] not null default '{}',
    cell text[] not null default '{}',
    primary key (run_id, indicator_code)
);
comment on table scoring.selected is 'Step 1, select: one row per indicator, what was given to it; unit_value has it unit by unit.';
comment on column scoring.selected.run_id is 'Run.';
comment on column scoring.selected.indicator_code is 'Indicator.';
comment on column scoring.selected.place is 'Places (run_unit.place) of the units that gave something, ascending; the other arrays follow it.';
comment on column scoring.selected.value is 'Value by the declared precedence; null unless reported.';
comment on column scoring.selected.status is 'reported, missing or not_applicable.';
comment on column scoring.selected.origin is 'official, submitted, survey or visit.';
comment on column scoring.selected.is_simulated is 'True for a simulated value.';
comment on column scoring.selected.year is 'Year that the value describes.';
comment on column scoring.selected.standard_error is 'Standard error, where there is one.';
comment on column scoring.selected.source is 'Source of an official value, or name of the file of another.';
comment on column scoring.selected.file_hash is 'File that it came in, where there is one.';
comment on column scoring.selected.sheet is 'Sheet, where there is one.';
comment on column scoring.selected.cell is 'Cell, where there is one.';

insert into scoring.selected (
    run_id, indicator_code, place, value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet,
    cell
)
select
    given.run_id,
    given.indicator_code,
    array_agg(unit.place order by unit.place),
    array_agg(given.value order by unit.place),
    array_agg(given.status order by unit.place),
    array_agg(given.origin order by unit.place),
    array_agg(given.is_simulated order by unit.place),
    array_agg(given.year order by unit.place),
    array_agg(given.standard_error order by unit.place),
    array_agg(given.source order by unit.place),
    array_agg(given.file_hash order by unit.place),
    array_agg(given.sheet order by unit.place),
    array_agg(given.cell order by unit.place)
from scoring.selected_cell as given
join scoring.run_unit as unit using (run_id, unit_code)
group by given.run_id, given.indicator_code;

drop table scoring.selected_cell;

create view scoring.unit_value as
select
    selected.run_id,
    given.unit_code,
    given.place,
    selected.indicator_code,
    given.value,
    coalesce(given.status, 'missing') as status,
    given.origin,
    coalesce(given.is_simulated, false) as is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell
from scoring.selected as selected
join lateral (
    select unit.unit_code, unit.place, listed.*
    from scoring.run_unit as unit
    left join unnest(
        selected.place, selected.value, selected.status, selected.origin, selected.is_simulated, selected.year,
        selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell
    ) as listed (
        given_place, value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell
    ) on listed.given_place = unit.place
    where unit.run_id = selected.run_id
) as given on true;
comment on view scoring.unit_value is 'One row per unit and indicator, present or not: scoring.selected unit by unit.';

create view scoring.cell as
select
    given.run_id,
    given.unit_code,
    given.place,
    given.indicator_code,
    given.value as selected,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell,
    cell.denominated,
    cell.imputed,
    cell.denominated is null and cell.imputed is not null as is_imputed,
    cell.treated,
    (cell.treated is distinct from cell.imputed) as is_treated,
    cell.normalised
from scoring.imputed as imputed
join scoring.denominated as denominated using (run_id, indicator_code)
join scoring.treated as treated using (run_id, indicator_code)
join scoring.normalised as normalised using (run_id, indicator_code)
cross join lateral unnest( -- noqa: LT02
    denominated.value, imputed.value, treated.value, normalised.value -- noqa: LT02
) with ordinality as cell (denominated, imputed, treated, normalised, place) -- noqa: LT02
join scoring.unit_value as given
    on given.run_id = imputed.run_id
    and given.indicator_code = imputed.indicator_code
    and given.place = cell.place;
comment on view scoring.cell is 'One row per unit and indicator: the value, where it came from, and what each step made of it.';
