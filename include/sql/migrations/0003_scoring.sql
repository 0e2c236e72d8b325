-- One table per step of the method, keyed by run. See docs/methodology.md.
create table scoring.run (
    run_id bigint generated always as identity primary key,
    kind text not null check (kind in ('cycle', 'bridge', 'what_if', 'ad_hoc')),
    cycle_year integer,
    framework_id text not null,
    framework_hash text not null,
    settings jsonb not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz
);
comment on table scoring.run is 'One row per scoring run: one framework, its settings and one set of values.';
comment on column scoring.run.run_id is 'Key of everything in this schema.';
comment on column scoring.run.kind is 'cycle, bridge, what_if or ad_hoc; only cycle reaches mart.';
comment on column scoring.run.cycle_year is 'Cycle; null for an ad-hoc run.';
comment on column scoring.run.framework_id is 'Framework.';
comment on column scoring.run.framework_hash is 'Content hash of the framework folder.';
comment on column scoring.run.settings is 'framework.yaml as applied, overrides included.';
comment on column scoring.run.started_at is 'When it started.';
comment on column scoring.run.finished_at is 'When its last step was done; null if it did not get there.';

create table scoring.run_unit (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    unit_name text not null,
    groups jsonb not null,
    primary key (run_id, unit_code)
);
comment on table scoring.run_unit is 'The units that a run scores.';
comment on column scoring.run_unit.run_id is 'Run.';
comment on column scoring.run_unit.unit_code is 'Unit; for a cycle the BPS code of the city.';
comment on column scoring.run_unit.unit_name is 'Name.';
comment on column scoring.run_unit.groups is 'Grouping column to group, for example {"class_code": "besar"}.';

create table scoring.run_node (
    run_id bigint not null references scoring.run on delete cascade,
    node_code text not null,
    parent_code text,
    level integer not null,
    weight double precision not null,
    aggregation text not null,
    power double precision,
    data_threshold double precision,
    name_id text not null,
    name_en text not null,
    primary key (run_id, node_code)
);
comment on table scoring.run_node is 'The tree above the indicators, with the method resolved for each parent.';
comment on column scoring.run_node.run_id is 'Run.';
comment on column scoring.run_node.node_code is 'Node.';
comment on column scoring.run_node.parent_code is 'Its parent; null for the index.';
comment on column scoring.run_node.level is 'Indicators are level 1; the index has the highest level.';
comment on column scoring.run_node.weight is 'Weight within the parent, before rescaling.';
comment on column scoring.run_node.aggregation is 'How the children of this node are aggregated.';
comment on column scoring.run_node.power is 'Exponent of the generalised mean; null for the others.';
comment on column scoring.run_node.data_threshold is 'Smallest share of children (by number) that must be present; null if none.';
comment on column scoring.run_node.name_id is 'Name in Indonesian.';
comment on column scoring.run_node.name_en is 'Name in English.';

create table scoring.run_indicator (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    parent_code text not null,
    weight double precision not null,
    direction smallint not null,
    side text not null,
    unit text not null,
    denominator text,
    transform text,
    imputation jsonb not null,
    treatment jsonb not null,
    normalisation jsonb not null,
    name_id text not null,
    name_en text not null,
    valid_min double precision,
    valid_max double precision,
    primary key (run_id, indicator_code)
);
comment on table scoring.run_indicator is 'The indicators with the method resolved for each.';
comment on column scoring.run_indicator.run_id is 'Run.';
comment on column scoring.run_indicator.indicator_code is 'Indicator.';
comment on column scoring.run_indicator.parent_code is 'Parent node.';
comment on column scoring.run_indicator.weight is 'Weight within the parent, before rescaling.';
comment on column scoring.run_indicator.direction is '+1 if more is better, -1 if less is.';
comment on column scoring.run_indicator.side is 'process or outcome.';
comment on column scoring.run_indicator.unit is 'Unit of the raw value.';
comment on column scoring.run_indicator.denominator is 'Denominator column; null if none.';
comment on column scoring.run_indicator.transform is 'ln before normalising by goalposts; null if none.';
comment on column scoring.run_indicator.imputation is 'Method and parameters of imputation.';
comment on column scoring.run_indicator.treatment is 'Method and parameters of outlier treatment.';
comment on column scoring.run_indicator.normalisation is 'Method and parameters of normalisation, goalposts included.';
comment on column scoring.run_indicator.name_id is 'Name in Indonesian.';
comment on column scoring.run_indicator.name_en is 'Name in English.';
comment on column scoring.run_indicator.valid_min is 'Smallest possible value; null if none.';
comment on column scoring.run_indicator.valid_max is 'Largest possible value; null if none.';

create table scoring.selected (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    indicator_code text not null,
    value double precision,
    status text not null,
    origin text,
    is_simulated boolean not null,
    year integer,
    standard_error double precision,
    source text,
    file_hash text,
    sheet text,
    cell text,
    primary key (run_id, unit_code, indicator_code)
);
comment on table scoring.selected is 'Step 1, select: one row per unit and indicator, present or not.';
comment on column scoring.selected.run_id is 'Run.';
comment on column scoring.selected.unit_code is 'Unit.';
comment on column scoring.selected.indicator_code is 'Indicator.';
comment on column scoring.selected.value is 'Value by the declared precedence; null unless reported.';
comment on column scoring.selected.status is 'reported, missing or not_applicable.';
comment on column scoring.selected.origin is 'official, submitted, survey or visit; null where nothing was given.';
comment on column scoring.selected.is_simulated is 'True for a simulated value.';
comment on column scoring.selected.year is 'Year that the value describes.';
comment on column scoring.selected.standard_error is 'Standard error, where there is one.';
comment on column scoring.selected.source is 'Source of an official value, or name of the file of another.';
comment on column scoring.selected.file_hash is 'File that it came in, where there is one.';
comment on column scoring.selected.sheet is 'Sheet, where there is one.';
comment on column scoring.selected.cell is 'Cell, where there is one.';

create table scoring.imputed (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    indicator_code text not null,
    value double precision,
    is_imputed boolean not null,
    primary key (run_id, unit_code, indicator_code)
);
comment on table scoring.imputed is 'Step 4, impute: gaps filled where the framework says so, and marked.';
comment on column scoring.imputed.run_id is 'Run.';
comment on column scoring.imputed.unit_code is 'Unit.';
comment on column scoring.imputed.indicator_code is 'Indicator.';
comment on column scoring.imputed.value is 'Value after imputation; null where still missing.';
comment on column scoring.imputed.is_imputed is 'True where the value was filled in here.';

create table scoring.treated (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    indicator_code text not null,
    value double precision,
    is_treated boolean not null,
    primary key (run_id, unit_code, indicator_code)
);
comment on table scoring.treated is 'Step 5, treat: outliers treated where the framework says so, and marked.';
comment on column scoring.treated.run_id is 'Run.';
comment on column scoring.treated.unit_code is 'Unit.';
comment on column scoring.treated.indicator_code is 'Indicator.';
comment on column scoring.treated.value is 'Value after treatment.';
comment on column scoring.treated.is_treated is 'True where treatment changed the value.';

create table scoring.normalised (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    indicator_code text not null,
    value double precision,
    primary key (run_id, unit_code, indicator_code)
);
comment on table scoring.normalised is 'Step 6, normalise: every indicator on one scale, more is better.';
comment on column scoring.normalised.run_id is 'Run.';
comment on column scoring.normalised.unit_code is 'Unit.';
comment on column scoring.normalised.indicator_code is 'Indicator.';
comment on column scoring.normalised.value is 'Normalised value; null where missing.';

create table scoring.score (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    node_code text not null,
    side text not null check (side in ('all', 'process', 'outcome')),
    score double precision,
    coverage double precision not null,
    primary key (run_id, unit_code, node_code, side)
);
comment on table scoring.score is 'Steps 7 and 8, weight and aggregate: the score of every node, whole and by side.';
comment on column scoring.score.run_id is 'Run.';
comment on column scoring.score.unit_code is 'Unit.';
comment on column scoring.score.node_code is 'Node.';
comment on column scoring.score.side is 'all, or process or outcome: the same tree on the indicators of that side alone.';
comment on column scoring.score.score is 'Score; null below the data threshold or with no child.';
comment on column scoring.score.coverage is 'Share (0 to 1) of the weight below the node, within the side, that is reported or imputed.';

create table scoring.rank (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    node_code text not null,
    side text not null,
    group_column text not null,
    group_code text not null,
    rank integer not null,
    primary key (run_id, unit_code, node_code, side, group_column)
);
comment on table scoring.rank is 'Step 9, rank: best is 1, ties share the smaller; units without a score or below the coverage threshold have no row.';
comment on column scoring.rank.run_id is 'Run.';
comment on column scoring.rank.unit_code is 'Unit.';
comment on column scoring.rank.node_code is 'Node.';
comment on column scoring.rank.side is 'all, process or outcome.';
comment on column scoring.rank.group_column is 'Grouping column, or overall.';
comment on column scoring.rank.group_code is 'Group within which it is ranked, or overall.';
comment on column scoring.rank.rank is 'Rank within the group.';

create table scoring.level (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    node_code text not null,
    level_code text not null,
    primary key (run_id, unit_code, node_code)
);
comment on table scoring.level is 'Step 10, level: the maturity band of every node score.';
comment on column scoring.level.run_id is 'Run.';
comment on column scoring.level.unit_code is 'Unit.';
comment on column scoring.level.node_code is 'Node.';
comment on column scoring.level.level_code is 'Band of the framework, for example integrative.';

create table scoring.contribution (
    run_id bigint not null references scoring.run on delete cascade,
    unit_code text not null,
    code text not null,
    parent_code text,
    level integer not null,
    effective_weight double precision not null,
    contribution double precision not null,
    primary key (run_id, unit_code, code)
);
comment on table scoring.contribution is 'Step 11, contribute: how much of the index each node and indicator gives each unit.';
comment on column scoring.contribution.run_id is 'Run.';
comment on column scoring.contribution.unit_code is 'Unit.';
comment on column scoring.contribution.code is 'Node or indicator that is present for the unit.';
comment on column scoring.contribution.parent_code is 'Its parent; null for the index.';
comment on column scoring.contribution.level is 'Level; indicators are 1.';
comment on column scoring.contribution.effective_weight is 'Weight in the index after rescaling over what is present; those of the indicators add up to 1.';
comment on column scoring.contribution.contribution is 'Points of the index (arithmetic), of its log (geometric), reciprocal (harmonic) or power (generalised); those of the indicators add up to it.';
