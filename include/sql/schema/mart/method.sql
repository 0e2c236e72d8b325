create table mart.method (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    code text not null,
    parent_code text,
    level integer not null,
    weight double precision not null,
    effective_weight double precision not null,
    aggregation text,
    power double precision,
    data_threshold double precision,
    direction integer,
    transform text,
    denominator text,
    imputation text,
    treatment text,
    normalisation text,
    primary key (release_id, code)
);

comment on table mart.method is 'One row per node and indicator of a release: its weights and the method applied to it.';
comment on column mart.method.release_id is 'Release.';
comment on column mart.method.cycle_year is 'Cycle.';
comment on column mart.method.framework_id is 'Framework.';
comment on column mart.method.code is 'Node or indicator.';
comment on column mart.method.parent_code is 'Its parent; null for the index.';
comment on column mart.method.level is 'Level; indicators are 1, the index is the highest.';
comment on column mart.method.weight is 'Share in the parent; those of siblings add up to 1.';
comment on column mart.method.effective_weight is 'Share in the index, nothing missing; those of the indicators add up to 1.';
comment on column mart.method.aggregation is 'How the children of a node are aggregated; null for an indicator.';
comment on column mart.method.power is 'Exponent of the generalised mean; null for the others.';
comment on column mart.method.data_threshold is 'Smallest share of children (by number) that must be present; null if none.';
comment on column mart.method.direction is '+1 if more is better, -1 if less is; null for a node.';
comment on column mart.method.transform is 'ln before normalising by goalposts; null if none.';
comment on column mart.method.denominator is 'Denominator column; null if none.';
comment on column mart.method.imputation is 'Method and parameters of imputation (JSON); null for a node.';
comment on column mart.method.treatment is 'Method and parameters of outlier treatment (JSON); null for a node.';
comment on column mart.method.normalisation is 'Method and parameters of normalisation, goalposts included (JSON); null for a node.';
