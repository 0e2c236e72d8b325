create table core.survey_estimate (
    cycle_year integer not null,
    city_code text not null,
    indicator_code text not null,
    item text not null,
    domain text not null check (domain in ('all', 'age_group', 'sex')),
    level text not null,
    statistic text not null check (statistic in ('mean', 'proportion', 'total')),
    status text not null check (status in ('reported', 'below_target', 'suppressed', 'not_surveyed')),
    estimate double precision,
    standard_error double precision,
    ci_low double precision,
    ci_high double precision,
    deff double precision,
    effective_n double precision,
    n bigint not null,
    df bigint,
    calibration text,
    is_simulated boolean not null,
    primary key (city_code, cycle_year, indicator_code, item, domain, level, statistic)
);

comment on table core.survey_estimate is 'What the citizen survey estimates of a city, an item or indicator, and a domain of its residents.';
comment on column core.survey_estimate.cycle_year is 'Cycle.';
comment on column core.survey_estimate.city_code is 'BPS code.';
comment on column core.survey_estimate.indicator_code is 'Survey indicator.';
comment on column core.survey_estimate.item is 'Item of the indicator; empty for the indicator itself, the mean of the items that a person answered.';
comment on column core.survey_estimate.domain is 'all, age_group or sex.';
comment on column core.survey_estimate.level is 'Which age group or sex; empty for all.';
comment on column core.survey_estimate.statistic is 'mean (on 1 to 5, more is better), proportion (share of those favourable, by the threshold in cycle.yaml) or total (their number in the population).';
comment on column core.survey_estimate.status is 'reported; below_target (too few answers in the city to count); suppressed (a cell too small to leave core); not_surveyed (no answers: no estimate, never a zero).';
comment on column core.survey_estimate.estimate is 'Estimate; null where there is none.';
comment on column core.survey_estimate.standard_error is 'Standard error by Taylor linearisation; null where the design shows no variance.';
comment on column core.survey_estimate.ci_low is 'Lower end of the 95 per cent t interval.';
comment on column core.survey_estimate.ci_high is 'Upper end of the 95 per cent t interval.';
comment on column core.survey_estimate.deff is 'Design effect: variance over that of a simple random sample of the same size.';
comment on column core.survey_estimate.effective_n is 'Answers of a simple random sample that would be as exact: n over the design effect.';
comment on column core.survey_estimate.n is 'Answers that the estimate rests on.';
comment on column core.survey_estimate.df is 'Degrees of freedom of the city''s design: sampled units less strata.';
comment on column core.survey_estimate.calibration is 'Margins that the weights hold, per wave; none where they could not.';
comment on column core.survey_estimate.is_simulated is 'True where any of the answers is simulated.';
