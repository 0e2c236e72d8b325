create table quality.assessor_agreement (
    cycle_year integer not null,
    indicator_code text not null,
    pairs integer not null,
    exact_pct double precision not null,
    within_one_pct double precision not null,
    weighted_kappa double precision,
    note text not null,
    primary key (cycle_year, indicator_code)
);

comment on table quality.assessor_agreement is 'Agreement of first and second readers, per maturity question and over all of them; rebuilt with the cycle.';
comment on column quality.assessor_agreement.cycle_year is 'Cycle.';
comment on column quality.assessor_agreement.indicator_code is 'Maturity question; all over all of them.';
comment on column quality.assessor_agreement.pairs is 'Number of answers that two assessors read.';
comment on column quality.assessor_agreement.exact_pct is 'Share of the pairs with the same level, per cent.';
comment on column quality.assessor_agreement.within_one_pct is 'Share of the pairs whose levels are at most one apart, per cent.';
comment on column quality.assessor_agreement.weighted_kappa is 'Cohen kappa with quadratic weights, 1 being full agreement and 0 that of chance; null where it does not exist.';
comment on column quality.assessor_agreement.note is 'Why there is no kappa; empty where there is one.';
