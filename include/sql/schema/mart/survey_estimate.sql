create table mart.survey_estimate (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    city_name text not null,
    indicator_code text not null,
    item text not null,
    domain text not null check (domain in ('all', 'age_group', 'sex')),
    level text not null,
    statistic text not null check (statistic in ('mean', 'proportion', 'total')),
    status text not null check (status in ('reported', 'below_target', 'suppressed', 'not_surveyed')),
    estimate double precision,
    se double precision,
    ci_low double precision,
    ci_high double precision,
    deff double precision,
    df bigint,
    n bigint,
    is_simulated boolean not null,
    primary key (release_id, city_code, indicator_code, item, domain, level, statistic)
);

comment on table mart.survey_estimate is 'What the citizen survey estimates per city, item or indicator, and domain, with its error. Cells of fewer answers than cycle.yaml says (10) are suppressed, and with them so many of the next smallest that no difference gives them away.';
comment on column mart.survey_estimate.release_id is 'Release.';
comment on column mart.survey_estimate.cycle_year is 'Cycle.';
comment on column mart.survey_estimate.framework_id is 'Framework.';
comment on column mart.survey_estimate.city_code is 'BPS code.';
comment on column mart.survey_estimate.city_name is 'Name.';
comment on column mart.survey_estimate.indicator_code is 'Survey indicator.';
comment on column mart.survey_estimate.item is 'Item of the indicator; empty for the indicator itself.';
comment on column mart.survey_estimate.domain is 'all, age_group or sex.';
comment on column mart.survey_estimate.level is 'Which age group or sex; empty for all.';
comment on column mart.survey_estimate.statistic is 'mean (on 1 to 5, more is better), proportion (share of those favourable) or total (their number in the population).';
comment on column mart.survey_estimate.status is 'reported; below_target (too few answers in the city to score); suppressed (a small cell, or one that would give a small cell away); not_surveyed (never a zero).';
comment on column mart.survey_estimate.estimate is 'Estimate; null where suppressed or not surveyed.';
comment on column mart.survey_estimate.se is 'Standard error by Taylor linearisation; null where suppressed, not surveyed, or where the design shows no variance.';
comment on column mart.survey_estimate.ci_low is 'Lower end of the 95 per cent t interval; null as the standard error is.';
comment on column mart.survey_estimate.ci_high is 'Upper end of it.';
comment on column mart.survey_estimate.deff is 'Design effect: variance over that of a simple random sample of the same size; null where there is none.';
comment on column mart.survey_estimate.df is 'Degrees of freedom of the city''s design; null where suppressed or not surveyed.';
comment on column mart.survey_estimate.n is 'Answers that the estimate rests on; null where suppressed.';
comment on column mart.survey_estimate.is_simulated is 'True where any of the answers is simulated.';
