create table mart.audit_reliability (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    node_code text not null,
    level integer not null,
    name_id text not null,
    name_en text not null,
    items integer not null,
    cities integer not null,
    alpha double precision,
    is_low boolean not null,
    reason text,
    primary key (release_id, node_code)
);

comment on table mart.audit_reliability is 'One row per node: do its children measure one thing? Cronbach alpha over the cities that have every child.';
comment on column mart.audit_reliability.release_id is 'Release.';
comment on column mart.audit_reliability.cycle_year is 'Cycle.';
comment on column mart.audit_reliability.framework_id is 'Framework.';
comment on column mart.audit_reliability.node_code is 'Node.';
comment on column mart.audit_reliability.level is 'Level of the node.';
comment on column mart.audit_reliability.name_id is 'Name in Indonesian.';
comment on column mart.audit_reliability.name_en is 'Name in English.';
comment on column mart.audit_reliability.items is 'Its children.';
comment on column mart.audit_reliability.cities is 'Cities that have every child.';
comment on column mart.audit_reliability.alpha is 'Cronbach alpha from the covariances of the children; null if reason says why.';
comment on column mart.audit_reliability.is_low is 'True if alpha is below alpha_min.';
comment on column mart.audit_reliability.reason is 'Why alpha is null or why a child has no part in the components; null if neither.';
