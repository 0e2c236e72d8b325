create table scoring.uncertainty_unit (
    run_id bigint not null references scoring.run on delete cascade,
    group_column text not null,
    group_code text not null,
    unit_code text not null,
    draws integer not null,
    median_rank integer not null,
    rank_low integer not null,
    rank_high integer not null,
    score_mean double precision,
    score_sd double precision,
    score_low double precision,
    score_high double precision,
    p_first double precision not null,
    p_beats_next double precision,
    tie_group integer not null,
    places integer[] not null,
    probabilities double precision[] not null,
    primary key (run_id, group_column, unit_code)
);

comment on table scoring.uncertainty_unit is 'One row per ranked unit and grouping: what the draws say of its rank on the index.';
comment on column scoring.uncertainty_unit.run_id is 'Run.';
comment on column scoring.uncertainty_unit.group_column is 'Grouping column, or overall.';
comment on column scoring.uncertainty_unit.group_code is 'Group within which it is ranked, or overall.';
comment on column scoring.uncertainty_unit.unit_code is 'Unit.';
comment on column scoring.uncertainty_unit.draws is 'Random draws that give it a score; draw 0 is not among them.';
comment on column scoring.uncertainty_unit.median_rank is 'Smallest rank that at least half of the draws do not exceed.';
comment on column scoring.uncertainty_unit.rank_low is '5 per cent quantile of the rank: the best place to expect.';
comment on column scoring.uncertainty_unit.rank_high is '95 per cent quantile of the rank: the worst place to expect.';
comment on column scoring.uncertainty_unit.score_mean is 'Mean of the index over the draws that stand on the published scale.';
comment on column scoring.uncertainty_unit.score_sd is 'Standard deviation of the index over them.';
comment on column scoring.uncertainty_unit.score_low is '5 per cent quantile of the index over them.';
comment on column scoring.uncertainty_unit.score_high is '95 per cent quantile of the index over them.';
comment on column scoring.uncertainty_unit.p_first is 'Probability of a place among the first of its group (uncertainty.first_places).';
comment on column scoring.uncertainty_unit.p_beats_next is 'Probability of a better score than the next in the published order, a tie counting half; null for the last.';
comment on column scoring.uncertainty_unit.tie_group is 'Number of its tie group in the published order: its first unit, and those after it that the first does not beat with uncertainty.tie_probability.';
comment on column scoring.uncertainty_unit.places is 'Places in the group that some draw gave it, ascending.';
comment on column scoring.uncertainty_unit.probabilities is 'Share of its draws that gave it each of those places; they add up to 1.';
