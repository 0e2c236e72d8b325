create table scoring.run_ahp (
    run_id bigint not null references scoring.run on delete cascade,
    parent_code text not null,
    expert_code text,
    lambda_max double precision not null,
    consistency_index double precision not null,
    consistency_ratio double precision not null,
    is_excluded boolean not null,
    unique nulls not distinct (run_id, parent_code, expert_code)
);

comment on table scoring.run_ahp is 'One row per run, parent and expert, and one for the whole panel: how consistent its children were judged in pairs.';
comment on column scoring.run_ahp.run_id is 'Run.';
comment on column scoring.run_ahp.parent_code is 'Node whose children were compared.';
comment on column scoring.run_ahp.expert_code is 'Expert; null for the panel, joined by the geometric mean of those who are not excluded.';
comment on column scoring.run_ahp.lambda_max is 'Principal eigenvalue of the matrix; the number of children where it is consistent.';
comment on column scoring.run_ahp.consistency_index is 'Consistency index (lambda_max - n) / (n - 1); 0 with two children.';
comment on column scoring.run_ahp.consistency_ratio is 'Consistency index by the random index of n (Saaty 1980); 0 with two children.';
comment on column scoring.run_ahp.is_excluded is 'True if the ratio is above weights.max_consistency_ratio and the expert was left out below this parent.';
