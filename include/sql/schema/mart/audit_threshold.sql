create table mart.audit_threshold (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    threshold_code text not null,
    value double precision not null,
    meaning text not null,
    source text not null,
    primary key (release_id, threshold_code)
);

comment on table mart.audit_threshold is 'One row per threshold of the statistical audit, as applied to the release.';
comment on column mart.audit_threshold.release_id is 'Release.';
comment on column mart.audit_threshold.cycle_year is 'Cycle.';
comment on column mart.audit_threshold.framework_id is 'Framework.';
comment on column mart.audit_threshold.threshold_code is 'Threshold, for example correlation_weak.';
comment on column mart.audit_threshold.value is 'Its value.';
comment on column mart.audit_threshold.meaning is 'What is flagged, or how many are shown.';
comment on column mart.audit_threshold.source is 'Publication that it is taken from, or assumed.';
