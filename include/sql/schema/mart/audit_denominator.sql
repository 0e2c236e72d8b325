create table mart.audit_denominator (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    indicator_code text not null,
    denominator_code text not null,
    denominator text,
    cities integer not null,
    pearson double precision,
    spearman double precision,
    is_suggested boolean not null,
    reason text,
    primary key (release_id, indicator_code, denominator_code)
);

comment on table mart.audit_denominator is 'One row per indicator and candidate denominator: does the indicator measure the size of a city?';
comment on column mart.audit_denominator.release_id is 'Release.';
comment on column mart.audit_denominator.cycle_year is 'Cycle.';
comment on column mart.audit_denominator.framework_id is 'Framework.';
comment on column mart.audit_denominator.indicator_code is 'Indicator.';
comment on column mart.audit_denominator.denominator_code is 'population (frozen for the cycle) or area_km2.';
comment on column mart.audit_denominator.denominator is 'Denominator that the framework divides it by already; null if none.';
comment on column mart.audit_denominator.cities is 'Cities that have both.';
comment on column mart.audit_denominator.pearson is 'Correlation of the reported value, after its own denominator, with the candidate.';
comment on column mart.audit_denominator.spearman is 'The same by ranks.';
comment on column mart.audit_denominator.is_suggested is 'True if |pearson| exceeds denominator_suggested: consider dividing by it.';
comment on column mart.audit_denominator.reason is 'Why a statistic is null; null if none is.';
