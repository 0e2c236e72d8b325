create table quality.assessment_state (
    cycle_year integer not null,
    city_code text not null,
    indicator_code text not null,
    state text not null check (state in ('single', 'agreed', 'third_needed', 'settled')),
    readers integer not null,
    lowest_level integer not null,
    highest_level integer not null,
    claimed_level integer,
    assessed_level integer,
    primary key (cycle_year, city_code, indicator_code)
);

comment on table quality.assessment_state is 'How far the assessment of each maturity answer is; rebuilt with the cycle. Without an assessed level the claim scores as a claim.';
comment on column quality.assessment_state.cycle_year is 'Cycle.';
comment on column quality.assessment_state.city_code is 'BPS code.';
comment on column quality.assessment_state.indicator_code is 'Maturity question.';
comment on column quality.assessment_state.state is 'single (a reader is missing), agreed (two readers near enough), third_needed (too far apart, open), settled (by a third reader).';
comment on column quality.assessment_state.readers is 'Number of assessors whose level counts.';
comment on column quality.assessment_state.lowest_level is 'Lowest level given.';
comment on column quality.assessment_state.highest_level is 'Highest level given.';
comment on column quality.assessment_state.claimed_level is 'Level that the city claims.';
comment on column quality.assessment_state.assessed_level is 'Level that scores, by the rule in cycle.yaml; null while the question is open.';
