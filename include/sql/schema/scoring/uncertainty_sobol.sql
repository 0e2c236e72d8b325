create table scoring.uncertainty_sobol (
    run_id bigint not null references scoring.run on delete cascade,
    factor text not null,
    first_order double precision not null,
    first_order_interval double precision not null,
    total double precision not null,
    total_interval double precision not null,
    runs integer not null,
    primary key (run_id, factor)
);

comment on table scoring.uncertainty_sobol is 'One row per varied choice: its Sobol indices for the mean absolute shift of ranks.';
comment on column scoring.uncertainty_sobol.run_id is 'Run.';
comment on column scoring.uncertainty_sobol.factor is 'What varies: normalisation, aggregation, weights_stream and so on.';
comment on column scoring.uncertainty_sobol.first_order is 'First-order index: the share of the variance that it makes alone.';
comment on column scoring.uncertainty_sobol.first_order_interval is 'Half width of its 95 per cent interval.';
comment on column scoring.uncertainty_sobol.total is 'Total index: the share that it makes alone and with the others.';
comment on column scoring.uncertainty_sobol.total_interval is 'Half width of its 95 per cent interval.';
comment on column scoring.uncertainty_sobol.runs is 'Evaluations of the index that it was estimated from.';
