create table core.nominee (
    cycle_year integer not null,
    city_code text not null references core.city,
    class_code text not null,
    place integer not null,
    score double precision,
    rank_low integer,
    rank_high integer,
    probability_in double precision,
    run_id bigint,
    decision_id bigint,
    primary key (cycle_year, city_code)
);

comment on table core.nominee is 'The cities that a person approved as nominees: they are surveyed, visited and ranked first.';
comment on column core.nominee.cycle_year is 'Cycle.';
comment on column core.nominee.city_code is 'BPS code.';
comment on column core.nominee.class_code is 'Class.';
comment on column core.nominee.place is 'Place on the shortlist of its class, from 1.';
comment on column core.nominee.score is 'Score of the first stage when it was proposed.';
comment on column core.nominee.rank_low is 'Best place to expect; null without an uncertainty run.';
comment on column core.nominee.rank_high is 'Worst place to expect; null without an uncertainty run.';
comment on column core.nominee.probability_in is 'Probability of a place not after that of the last city in; null without an uncertainty run.';
comment on column core.nominee.run_id is 'Scoring run that the proposal came from; it may be replaced since.';
comment on column core.nominee.decision_id is 'The approval in ops.decision, whose rows stay for ever: who, when and why.';
