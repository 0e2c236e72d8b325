-- The steps of the method as vectors: a row per indicator or node, its values an array over the units (ADR 14).
-- What earlier versions scored is carried over.

-- views of quality that read these tables come back with every upgrade
drop view if exists quality.batch_contribution, quality.batch_rank, quality.batch_ranking, quality.batch_score;
drop view if exists quality.batch_scoring_run;

-- units have a place in the arrays; further columns of units are groups and denominators
alter table scoring.run_unit rename column groups to attributes;
alter table scoring.run_unit add column place integer;
alter table scoring.run_unit add column entity_code text;
alter table scoring.run_unit add column year integer;
update scoring.run_unit as unit
set place = numbered.place, entity_code = unit.unit_code
from (
    select run_id, unit_code, row_number() over (partition by run_id order by unit_code collate "C") as place
    from scoring.run_unit
) as numbered
where unit.run_id = numbered.run_id and unit.unit_code = numbered.unit_code;
alter table scoring.run_unit alter column place set not null;
alter table scoring.run_unit alter column entity_code set not null;
alter table scoring.run_unit add unique (run_id, place);
comment on column scoring.run_unit.attributes is 'Every further column of the units, as text: groups such as {"class_code": "besar"}, and denominators.';
comment on column scoring.run_unit.place is 'Place of the unit in the arrays of the step tables: 1 to n in the order of unit_code.';
comment on column scoring.run_unit.unit_code is 'Unit; for a cycle the BPS code of the city; in a panel year and entity.';
comment on column scoring.run_unit.entity_code is 'What the unit is; the same as unit_code but in a panel.';
comment on column scoring.run_unit.year is 'Year of the unit in a panel; null elsewhere.';

-- in the order of the arrays: an indicator's values are read in one go
alter table scoring.selected drop constraint selected_pkey;
alter table scoring.selected alter column indicator_code type text collate "C";
alter table scoring.selected alter column unit_code type text collate "C";
alter table scoring.selected add primary key (run_id, indicator_code, unit_code);

comment on column scoring.run_node.data_threshold is 'Smallest share of children (by number, 0 to 1) that must be present; null if none.';

create table scoring.denominated (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
comment on table scoring.denominated is 'Step 2, denominate: one row per indicator, its values over the units, each divided by its denominator.';
comment on column scoring.denominated.run_id is 'Run.';
comment on column scoring.denominated.indicator_code is 'Indicator.';
comment on column scoring.denominated.value is 'Value of each unit, in the order of run_unit.place; null where missing.';

create table scoring.screened (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    available double precision,
    nonzero double precision,
    is_kept boolean not null,
    reason text not null,
    primary key (run_id, unit_code)
);
comment on table scoring.screened is 'Step 3, screen: one row per unit, whether it is scored, and why.';
comment on column scoring.screened.run_id is 'Run.';
comment on column scoring.screened.unit_code is 'Unit.';
comment on column scoring.screened.available is 'Share (0 to 1) of the indicators that have a value; null where nothing is screened.';
comment on column scoring.screened.nonzero is 'Share (0 to 1) of its values that are not zero, 1 where there is none; null where nothing is screened.';
comment on column scoring.screened.is_kept is 'True if the unit is scored.';
comment on column scoring.screened.reason is 'Why it is scored or not.';

alter table scoring.imputed rename to imputed_cell;
create table scoring.imputed (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
comment on table scoring.imputed is 'Step 4, impute: one row per indicator, gaps filled where the framework says so.';
comment on column scoring.imputed.run_id is 'Run.';
comment on column scoring.imputed.indicator_code is 'Indicator.';
comment on column scoring.imputed.value is 'Value of each unit, in the order of run_unit.place; null where missing or screened out.';

alter table scoring.treated rename to treated_cell;
create table scoring.treated (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
comment on table scoring.treated is 'Step 5, treat: one row per indicator, its outliers treated where the framework says so.';
comment on column scoring.treated.run_id is 'Run.';
comment on column scoring.treated.indicator_code is 'Indicator.';
comment on column scoring.treated.value is 'Value of each unit, in the order of run_unit.place; null where missing.';

create table scoring.treatment (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    period text not null,
    treatment text not null,
    winsorised_high integer not null,
    winsorised_low integer not null,
    skew_before double precision,
    kurtosis_before double precision,
    skew_winsorised double precision,
    kurtosis_winsorised double precision,
    skew_after double precision,
    kurtosis_after double precision,
    passes boolean,
    primary key (run_id, indicator_code, period)
);
comment on table scoring.treatment is 'What treatment did to each indicator, and its skewness and kurtosis before and after.';
comment on column scoring.treatment.run_id is 'Run.';
comment on column scoring.treatment.indicator_code is 'Indicator.';
comment on column scoring.treatment.period is 'Year of a panel, each treated by itself; empty elsewhere.';
comment on column scoring.treatment.treatment is 'none, winsorise, log_ct, log_ct_plus, log_ct_combined or boxcox: what stands in scoring.treated.';
comment on column scoring.treatment.winsorised_high is 'Points moved down from the upper end.';
comment on column scoring.treatment.winsorised_low is 'Points moved up from the lower end.';
comment on column scoring.treatment.skew_before is 'Skewness (G1) before; null where there are too few different values.';
comment on column scoring.treatment.kurtosis_before is 'Excess kurtosis (G2) before.';
comment on column scoring.treatment.skew_winsorised is 'Skewness after winsorising; null where nothing was winsorised.';
comment on column scoring.treatment.kurtosis_winsorised is 'Excess kurtosis after winsorising.';
comment on column scoring.treatment.skew_after is 'Skewness of what stands in scoring.treated.';
comment on column scoring.treatment.kurtosis_after is 'Excess kurtosis of what stands in scoring.treated.';
comment on column scoring.treatment.passes is 'True if the treated values pass the test; null where there was nothing to test.';

alter table scoring.normalised rename to normalised_cell;
create table scoring.normalised (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    value double precision[] not null,
    primary key (run_id, indicator_code)
);
comment on table scoring.normalised is 'Step 6, normalise: one row per indicator, on the scale of the index, more is better.';
comment on column scoring.normalised.run_id is 'Run.';
comment on column scoring.normalised.indicator_code is 'Indicator.';
comment on column scoring.normalised.value is 'Value of each unit, in the order of run_unit.place; null where missing.';

create table scoring.weight (
    run_id bigint not null references scoring.run on delete cascade,
    code text not null,
    parent_code text,
    level integer not null,
    weight double precision not null,
    effective_weight double precision not null,
    primary key (run_id, code)
);
comment on table scoring.weight is 'Step 7, weight: the weight of every node and indicator, rescaled within its parent and in the index.';
comment on column scoring.weight.run_id is 'Run.';
comment on column scoring.weight.code is 'Node or indicator.';
comment on column scoring.weight.parent_code is 'Its parent; null for the index.';
comment on column scoring.weight.level is 'Level; indicators are 1.';
comment on column scoring.weight.weight is 'Share in the parent; those of siblings add up to 1.';
comment on column scoring.weight.effective_weight is 'Share in the index, nothing missing; those of the indicators add up to 1.';

alter table scoring.score rename to score_cell;
create table scoring.score (
    run_id bigint not null references scoring.run on delete cascade,
    node_code text not null,
    side text not null check (side in ('all', 'process', 'outcome')),
    score double precision[] not null,
    coverage double precision[] not null,
    primary key (run_id, node_code, side)
);
comment on table scoring.score is 'Step 8, aggregate: one row per node and side, its score over the units.';
comment on column scoring.score.run_id is 'Run.';
comment on column scoring.score.node_code is 'Node.';
comment on column scoring.score.side is 'all, or process or outcome: the same tree on the indicators of that side alone.';
comment on column scoring.score.score is 'Score of each unit, in the order of run_unit.place; null below the data threshold or with no child.';
comment on column scoring.score.coverage is 'Share (0 to 1) of the weight below the node, within the side, that is reported or imputed, per unit.';

alter table scoring.rank rename to rank_cell;
create table scoring.rank (
    run_id bigint not null references scoring.run on delete cascade,
    node_code text not null,
    side text not null,
    group_column text not null,
    rank integer[] not null,
    primary key (run_id, node_code, side, group_column)
);
comment on table scoring.rank is 'Step 9, rank: one row per node, side and grouping, the place of each unit in its group.';
comment on column scoring.rank.run_id is 'Run.';
comment on column scoring.rank.node_code is 'Node.';
comment on column scoring.rank.side is 'all, process or outcome.';
comment on column scoring.rank.group_column is 'Column of the units by which they are grouped, or overall.';
comment on column scoring.rank.rank is 'Place of each unit, in the order of run_unit.place: best is 1, ties share the smaller; null without a score or below the coverage threshold.';

-- numbers of this kind do not compress: not even trying saves a third of the time of a step
alter table scoring.denominated alter column value set storage external;
alter table scoring.imputed alter column value set storage external;
alter table scoring.treated alter column value set storage external;
alter table scoring.normalised alter column value set storage external;
alter table scoring.score alter column score set storage external, alter column coverage set storage external;
alter table scoring.rank alter column rank set storage external;

-- unit by unit again
create view scoring.cell as
select
    unit.run_id,
    unit.unit_code,
    unit.place,
    imputed.indicator_code,
    selected.value as selected,
    selected.status,
    selected.origin,
    selected.is_simulated,
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
join scoring.run_unit as unit on unit.run_id = imputed.run_id and unit.place = cell.place
join scoring.selected as selected
    on selected.run_id = unit.run_id
    and selected.unit_code = unit.unit_code
    and selected.indicator_code = imputed.indicator_code;
comment on view scoring.cell is 'One row per unit and indicator: what each step made of the value.';

create view scoring.unit_score as
select score.run_id, unit.unit_code, unit.place, score.node_code, score.side, cell.score, cell.coverage
from scoring.score as score
cross join lateral unnest(score.score, score.coverage) with ordinality as cell (score, coverage, place)
join scoring.run_unit as unit on unit.run_id = score.run_id and unit.place = cell.place;
comment on view scoring.unit_score is 'One row per unit, node and side: scoring.score unit by unit.';

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

-- what earlier versions scored: no denominator, no screening, no treatment
insert into scoring.denominated (run_id, indicator_code, value)
select run_id, indicator_code, array_agg(value order by unit_code collate "C")
from scoring.selected
group by run_id, indicator_code;
insert into scoring.screened (run_id, unit_code, available, nonzero, is_kept, reason)
select run_id, unit_code, null, null, true, 'not screened'
from scoring.run_unit;
insert into scoring.imputed (run_id, indicator_code, value)
select run_id, indicator_code, array_agg(value order by unit_code collate "C")
from scoring.imputed_cell
group by run_id, indicator_code;
insert into scoring.treated (run_id, indicator_code, value)
select run_id, indicator_code, array_agg(value order by unit_code collate "C")
from scoring.treated_cell
group by run_id, indicator_code;
insert into scoring.treatment (run_id, indicator_code, period, treatment, winsorised_high, winsorised_low)
select run_id, indicator_code, '', 'none', 0, 0 from scoring.treated;
insert into scoring.normalised (run_id, indicator_code, value)
select run_id, indicator_code, array_agg(value order by unit_code collate "C")
from scoring.normalised_cell
group by run_id, indicator_code;
insert into scoring.score (run_id, node_code, side, score, coverage)
select
    score.run_id,
    score.node_code,
    score.side,
    array_agg(cell.score order by unit.place),
    array_agg(coalesce(cell.coverage, 0) order by unit.place)
from (select distinct run_id, node_code, side from scoring.score_cell) as score
join scoring.run_unit as unit using (run_id)
left join scoring.score_cell as cell using (run_id, node_code, side, unit_code)
group by score.run_id, score.node_code, score.side;
insert into scoring.rank (run_id, node_code, side, group_column, rank)
select ranked.run_id, ranked.node_code, ranked.side, ranked.group_column, array_agg(cell.rank order by unit.place)
from (select distinct run_id, node_code, side, group_column from scoring.rank_cell) as ranked
join scoring.run_unit as unit using (run_id)
left join scoring.rank_cell as cell using (run_id, node_code, side, group_column, unit_code)
group by ranked.run_id, ranked.node_code, ranked.side, ranked.group_column;
insert into scoring.weight (run_id, code, parent_code, level, weight, effective_weight)
with recursive

item as (
    select run_id, node_code as code, parent_code, level, weight from scoring.run_node
    union all
    select run_id, indicator_code as code, parent_code, 1 as level, weight from scoring.run_indicator
),

shared as (
    select
        *,
        weight / sum(weight) over (
            partition by run_id, parent_code
            order by code rows between unbounded preceding and unbounded following
        ) as share
    from item
),

way as (
    select run_id, code, parent_code, level, share, 1::double precision as effective_weight
    from shared
    where parent_code is null
    union all
    select child.run_id, child.code, child.parent_code, child.level, child.share, way.effective_weight * child.share
    from way
    join shared as child on child.run_id = way.run_id and child.parent_code = way.code
)

select * from way;

drop table scoring.imputed_cell, scoring.treated_cell, scoring.normalised_cell, scoring.score_cell, scoring.rank_cell;
