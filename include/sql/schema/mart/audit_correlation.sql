create table mart.audit_correlation (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    code_a text not null,
    code_b text not null,
    level_a integer not null,
    level_b integer not null,
    relation text not null check (relation in ('same_parent', 'parent', 'ancestor', 'across')),
    cities integer not null,
    pearson double precision,
    pearson_p double precision,
    spearman double precision,
    spearman_p double precision,
    kendall double precision,
    kendall_p double precision,
    flag text check (flag in ('negative', 'weak', 'collinear')),
    reason text,
    primary key (release_id, code_a, code_b)
);

comment on table mart.audit_correlation is 'One row per pair: indicator and indicator, indicator and each node above it, node and node; normalised values and scores, cities that have both.';
comment on column mart.audit_correlation.release_id is 'Release.';
comment on column mart.audit_correlation.cycle_year is 'Cycle.';
comment on column mart.audit_correlation.framework_id is 'Framework.';
comment on column mart.audit_correlation.code_a is 'Indicator or node; the lower one where the other stands above it, else the first by code.';
comment on column mart.audit_correlation.code_b is 'The other.';
comment on column mart.audit_correlation.level_a is 'Level of code_a; indicators are 1.';
comment on column mart.audit_correlation.level_b is 'Level of code_b.';
comment on column mart.audit_correlation.relation is 'same_parent; parent or ancestor: code_b stands above code_a; across: neither.';
comment on column mart.audit_correlation.cities is 'Cities that have both.';
comment on column mart.audit_correlation.pearson is 'Product-moment correlation; null if reason says why.';
comment on column mart.audit_correlation.pearson_p is 'Two-sided p-value of pearson (t, n - 2), 8 decimals.';
comment on column mart.audit_correlation.spearman is 'Rank correlation, ties at their mean rank.';
comment on column mart.audit_correlation.spearman_p is 'Two-sided p-value of spearman (t, n - 2), 8 decimals.';
comment on column mart.audit_correlation.kendall is 'Kendall rank correlation tau-b.';
comment on column mart.audit_correlation.kendall_p is 'Two-sided p-value of kendall (normal, variance corrected for ties), 8 decimals.';
comment on column mart.audit_correlation.flag is 'negative (same parent, parent or ancestor), weak (parent), collinear (same parent or across), by pearson; null if none.';
comment on column mart.audit_correlation.reason is 'Why a statistic is null; null if none is.';
