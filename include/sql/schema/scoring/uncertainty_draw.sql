create table scoring.uncertainty_draw (
    run_id bigint not null references scoring.run on delete cascade,
    draw integer not null,
    parameters jsonb not null,
    primary key (run_id, draw)
);

comment on table scoring.uncertainty_draw is 'One row per draw of a simulation: what it varied, enough to make it again.';
comment on column scoring.uncertainty_draw.run_id is 'Run.';
comment on column scoring.uncertainty_draw.draw is 'Number; 0 is the published method.';
comment on column scoring.uncertainty_draw.parameters is 'Choices that differ from the published ones, and the streams of noise.';
