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
