-- Step 1 as vectors, too: one row per indicator, the values over the units with their origin as arrays (ADR 14).
-- What earlier versions selected is carried over.
drop view if exists quality.batch_scoring_run; -- comes back with every upgrade
drop view scoring.cell;

alter table scoring.selected rename to selected_cell;
alter table scoring.selected_cell rename constraint selected_pkey to selected_cell_pkey;

create table scoring.selected (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
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
comment on table scoring.selected is 'Step 1, select: one row per indicator, its values over the units, each with its origin; unit_value has it unit by unit.';
comment on column scoring.selected.run_id is 'Run.';
comment on column scoring.selected.indicator_code is 'Indicator.';
comment on column scoring.selected.value is 'Value of each unit by the declared precedence, in the order of run_unit.place; null unless reported. The other arrays have the same order.';
comment on column scoring.selected.status is 'reported, missing or not_applicable.';
comment on column scoring.selected.origin is 'official, submitted, survey or visit; null where nothing was given.';
comment on column scoring.selected.is_simulated is 'True for a simulated value.';
comment on column scoring.selected.year is 'Year that the value describes.';
comment on column scoring.selected.standard_error is 'Standard error, where there is one.';
comment on column scoring.selected.source is 'Source of an official value, or name of the file of another.';
comment on column scoring.selected.file_hash is 'File that it came in, where there is one.';
comment on column scoring.selected.sheet is 'Sheet, where there is one.';
comment on column scoring.selected.cell is 'Cell, where there is one.';

insert into scoring.selected (
    run_id, indicator_code, value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell
)
select
    given.run_id,
    given.indicator_code,
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
    unit.unit_code,
    unit.place,
    selected.indicator_code,
    given.value,
    given.status,
    given.origin,
    given.is_simulated,
    given.year,
    given.standard_error,
    given.source,
    given.file_hash,
    given.sheet,
    given.cell
from scoring.selected as selected
cross join lateral unnest( -- noqa: LT02
    selected.value, selected.status, selected.origin, selected.is_simulated, selected.year, -- noqa: LT02
    selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell -- noqa: LT02
) with ordinality as given ( -- noqa: LT02
    value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell, place -- noqa: LT02
) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = selected.run_id and unit.place = given.place;
comment on view scoring.unit_value is 'One row per unit and indicator, present or not: scoring.selected unit by unit.';

create view scoring.cell as
select
    unit.run_id,
    unit.unit_code,
    unit.place,
    selected.indicator_code,
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
    given.denominated,
    given.imputed,
    given.denominated is null and given.imputed is not null as is_imputed,
    given.treated,
    (given.treated is distinct from given.imputed) as is_treated,
    given.normalised
from scoring.selected as selected
join scoring.denominated as denominated using (run_id, indicator_code)
join scoring.imputed as imputed using (run_id, indicator_code)
join scoring.treated as treated using (run_id, indicator_code)
join scoring.normalised as normalised using (run_id, indicator_code)
cross join lateral unnest( -- noqa: LT02
    selected.value, selected.status, selected.origin, selected.is_simulated, selected.year, -- noqa: LT02
    selected.standard_error, selected.source, selected.file_hash, selected.sheet, selected.cell, -- noqa: LT02
    denominated.value, imputed.value, treated.value, normalised.value -- noqa: LT02
) with ordinality as given ( -- noqa: LT02
    value, status, origin, is_simulated, year, standard_error, source, file_hash, sheet, cell, -- noqa: LT02
    denominated, imputed, treated, normalised, place -- noqa: LT02
) -- noqa: LT02
join scoring.run_unit as unit on unit.run_id = selected.run_id and unit.place = given.place;
comment on view scoring.cell is 'One row per unit and indicator: the value, where it came from, and what each step made of it.';
