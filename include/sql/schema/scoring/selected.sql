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
alter table scoring.selected
alter column value set storage external,
alter column status set storage external,
alter column origin set storage external,
alter column is_simulated set storage external,
alter column year set storage external,
alter column standard_error set storage external,
alter column source set storage external,
alter column file_hash set storage external,
alter column sheet set storage external,
alter column cell set storage external;

comment on table scoring.selected is 'Step 1, select: one row per indicator, its values over the units, each with its origin; unit_value has it unit by unit.';
comment on column scoring.selected.run_id is 'Run.';
comment on column scoring.selected.indicator_code is 'Indicator.';
comment on column scoring.selected.value is 'Value of each unit by the declared precedence, in the order of run_unit.place; null unless reported. The other arrays have the same order.';
comment on column scoring.selected.status is 'reported, missing or not_applicable.';
comment on column scoring.selected.origin is 'official, submitted, assessed, survey, visit or objection.';
comment on column scoring.selected.is_simulated is 'True for a simulated value.';
comment on column scoring.selected.year is 'Year that the value describes.';
comment on column scoring.selected.standard_error is 'Standard error, where there is one.';
comment on column scoring.selected.source is 'Source of an official value, or name of the file of another.';
comment on column scoring.selected.file_hash is 'File that it came in, where there is one.';
comment on column scoring.selected.sheet is 'Sheet, where there is one.';
comment on column scoring.selected.cell is 'Cell, where there is one.';
