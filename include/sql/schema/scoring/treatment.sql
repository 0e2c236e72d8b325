create table scoring.treatment (
    run_id bigint not null references scoring.run on delete cascade,
    indicator_code text not null,
    period text not null,
    treatment text not null,
    winsorised_high integer not null,
    winsorised_low integer not null,
    skew_before double precision,
    kurtosis_before double precision,
    skew_winsorised double precision,
    kurtosis_winsorised double precision,
    skew_after double precision,
    kurtosis_after double precision,
    passes boolean,
    primary key (run_id, indicator_code, period)
);

comment on table scoring.treatment is 'What treatment did to each indicator, and its skewness and kurtosis before and after.';
comment on column scoring.treatment.run_id is 'Run.';
comment on column scoring.treatment.indicator_code is 'Indicator.';
comment on column scoring.treatment.period is 'Year of a panel, each treated by itself; empty elsewhere.';
comment on column scoring.treatment.treatment is 'none, winsorise, log_ct, log_ct_plus, log_ct_combined or boxcox: what stands in scoring.treated.';
comment on column scoring.treatment.winsorised_high is 'Points moved down from the upper end.';
comment on column scoring.treatment.winsorised_low is 'Points moved up from the lower end.';
comment on column scoring.treatment.skew_before is 'Skewness (G1) before; null where there are too few different values.';
comment on column scoring.treatment.kurtosis_before is 'Excess kurtosis (G2) before.';
comment on column scoring.treatment.skew_winsorised is 'Skewness after winsorising; null where nothing was winsorised.';
comment on column scoring.treatment.kurtosis_winsorised is 'Excess kurtosis after winsorising.';
comment on column scoring.treatment.skew_after is 'Skewness of what stands in scoring.treated.';
comment on column scoring.treatment.kurtosis_after is 'Excess kurtosis of what stands in scoring.treated.';
comment on column scoring.treatment.passes is 'True if the treated values pass the test; null where there was nothing to test.';
