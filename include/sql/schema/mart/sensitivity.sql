create table mart.sensitivity (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    factor text not null,
    first_order double precision not null,
    first_order_interval double precision not null,
    total double precision not null,
    total_interval double precision not null,
    primary key (release_id, factor)
);

comment on table mart.sensitivity is 'One row per choice that varies: how much of the shift of ranks it makes (Sobol indices).';
comment on column mart.sensitivity.release_id is 'Release.';
comment on column mart.sensitivity.cycle_year is 'Cycle.';
comment on column mart.sensitivity.framework_id is 'Framework.';
comment on column mart.sensitivity.factor is 'What varies.';
comment on column mart.sensitivity.first_order is 'Share of the variance of the mean absolute shift of ranks that it makes alone.';
comment on column mart.sensitivity.first_order_interval is 'Half width of the 95 per cent interval.';
comment on column mart.sensitivity.total is 'Share that it makes alone and with the others.';
comment on column mart.sensitivity.total_interval is 'Half width of the 95 per cent interval.';
