create table staging.version (
    cycle_year integer not null,
    dataset text not null,
    version bigint not null,
    staged_at timestamptz not null,
    primary key (cycle_year, dataset)
);

comment on table staging.version is 'One row per cycle and dataset: which staging of it lies in the tables of this schema.';
comment on column staging.version.cycle_year is 'Cycle; 0 for reference data.';
comment on column staging.version.dataset is 'submissions, survey, assessments, visits, objections or reference.';
comment on column staging.version.version is 'Counts the stagings, from 1.';
comment on column staging.version.staged_at is 'When it was staged.';
