create table mart.audit_removal (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    removed_code text not null,
    level integer not null,
    name_id text not null,
    name_en text not null,
    group_column text not null,
    group_code text not null,
    cities integer not null,
    lost integer not null,
    mean_shift double precision,
    max_shift integer,
    max_shift_city_code text,
    spearman double precision,
    reason text,
    primary key (release_id, removed_code, group_column, group_code)
);

comment on table mart.audit_removal is 'One row per indicator or node left out and group of cities: how far the places move.';
comment on column mart.audit_removal.release_id is 'Release.';
comment on column mart.audit_removal.cycle_year is 'Cycle.';
comment on column mart.audit_removal.framework_id is 'Framework.';
comment on column mart.audit_removal.removed_code is 'Indicator or node left out; the weights of its siblings rescale.';
comment on column mart.audit_removal.level is 'Its level.';
comment on column mart.audit_removal.name_id is 'Name in Indonesian.';
comment on column mart.audit_removal.name_en is 'Name in English.';
comment on column mart.audit_removal.group_column is 'overall, or the grouping within which the places are counted.';
comment on column mart.audit_removal.group_code is 'overall, or the group, for example besar; in two stages its nominees are a group of their own (besar, nominees).';
comment on column mart.audit_removal.cities is 'Cities with a published place and a score without it; places are counted among them.';
comment on column mart.audit_removal.lost is 'Cities with a published place that have no score without it.';
comment on column mart.audit_removal.mean_shift is 'Mean of the absolute shifts of place; null if reason says why.';
comment on column mart.audit_removal.max_shift is 'Largest absolute shift.';
comment on column mart.audit_removal.max_shift_city_code is 'City that shifts most, the first by code; null if none shifts.';
comment on column mart.audit_removal.spearman is 'Rank correlation with the published places.';
comment on column mart.audit_removal.reason is 'Why a statistic is null; null if none is.';
