create table mart.audit_weight (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    code text not null,
    parent_code text not null,
    level integer not null,
    name_id text not null,
    name_en text not null,
    effective_weight double precision not null,
    correlation double precision,
    importance double precision,
    difference double precision,
    reason text,
    primary key (release_id, code)
);

comment on table mart.audit_weight is 'One row per indicator and node below the index: the weight that it was given and the importance that it has.';
comment on column mart.audit_weight.release_id is 'Release.';
comment on column mart.audit_weight.cycle_year is 'Cycle.';
comment on column mart.audit_weight.framework_id is 'Framework.';
comment on column mart.audit_weight.code is 'Indicator or node.';
comment on column mart.audit_weight.parent_code is 'Its parent.';
comment on column mart.audit_weight.level is 'Level; indicators are 1.';
comment on column mart.audit_weight.name_id is 'Name in Indonesian.';
comment on column mart.audit_weight.name_en is 'Name in English.';
comment on column mart.audit_weight.effective_weight is 'Share in the index by the framework; scoring.weight.';
comment on column mart.audit_weight.correlation is 'Pearson correlation with the index; null if reason says why.';
comment on column mart.audit_weight.importance is 'Squared correlation, rescaled so that a level has as much importance as weight.';
comment on column mart.audit_weight.difference is 'importance - effective_weight: above 0 it drives the index more than was meant.';
comment on column mart.audit_weight.reason is 'Why a statistic is null; null if none is.';
