create table mart.audit_indicator (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    indicator_code text not null,
    parent_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    reported integer not null,
    missing integer not null,
    not_applicable integer not null,
    availability_pct double precision,
    imputed integer not null,
    treatment text not null,
    treated integer not null,
    smallest double precision,
    largest double precision,
    mean double precision,
    median double precision,
    standard_deviation double precision,
    skewness double precision,
    kurtosis double precision,
    commonest_pct double precision,
    zeros_pct double precision,
    has_low_availability boolean not null,
    is_skewed boolean not null,
    is_constant boolean not null,
    is_nearly_constant boolean not null,
    has_many_zeros boolean not null,
    primary key (release_id, indicator_code)
);

comment on table mart.audit_indicator is 'One row per indicator of a release: its distribution as reported, after its denominator, before imputation and treatment.';
comment on column mart.audit_indicator.release_id is 'Release.';
comment on column mart.audit_indicator.cycle_year is 'Cycle.';
comment on column mart.audit_indicator.framework_id is 'Framework.';
comment on column mart.audit_indicator.indicator_code is 'Indicator.';
comment on column mart.audit_indicator.parent_code is 'Node above it.';
comment on column mart.audit_indicator.name_id is 'Name in Indonesian.';
comment on column mart.audit_indicator.name_en is 'Name in English.';
comment on column mart.audit_indicator.unit is 'Unit of the raw value.';
comment on column mart.audit_indicator.reported is 'Cities with a value.';
comment on column mart.audit_indicator.missing is 'Cities without one.';
comment on column mart.audit_indicator.not_applicable is 'Cities to which it does not apply.';
comment on column mart.audit_indicator.availability_pct is 'Reported among the cities to which it applies, percent; null if it applies to none.';
comment on column mart.audit_indicator.imputed is 'Cities whose gap was filled.';
comment on column mart.audit_indicator.treatment is 'none, winsorise, log_ct, log_ct_plus, log_ct_combined or boxcox.';
comment on column mart.audit_indicator.treated is 'Values that treatment changed.';
comment on column mart.audit_indicator.smallest is 'Smallest value; null if none is reported.';
comment on column mart.audit_indicator.largest is 'Largest value.';
comment on column mart.audit_indicator.mean is 'Arithmetic mean.';
comment on column mart.audit_indicator.median is 'Median.';
comment on column mart.audit_indicator.standard_deviation is 'Standard deviation with n - 1; null for fewer than two values.';
comment on column mart.audit_indicator.skewness is 'Skewness G1, bias-corrected; null for fewer than four values or a constant.';
comment on column mart.audit_indicator.kurtosis is 'Excess kurtosis G2, bias-corrected; null for fewer than four values or a constant.';
comment on column mart.audit_indicator.commonest_pct is 'Share of the commonest value among the reported ones, percent.';
comment on column mart.audit_indicator.zeros_pct is 'Share of zeros among the reported ones, percent.';
comment on column mart.audit_indicator.has_low_availability is 'True if availability_pct is below availability_pct_min, or it applies to no city.';
comment on column mart.audit_indicator.is_skewed is 'True if |skewness| exceeds skewness_max and kurtosis exceeds kurtosis_max: outliers are likely.';
comment on column mart.audit_indicator.is_constant is 'True if there are not two different values: nothing can be correlated.';
comment on column mart.audit_indicator.is_nearly_constant is 'True if commonest_pct exceeds commonest_pct_max, a constant included.';
comment on column mart.audit_indicator.has_many_zeros is 'True if zeros_pct exceeds zeros_pct_max.';
