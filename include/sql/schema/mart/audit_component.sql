create table mart.audit_component (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    node_code text not null,
    component integer not null,
    eigenvalue double precision not null,
    variance_pct double precision not null,
    cumulative_pct double precision not null,
    is_kept boolean not null,
    primary key (release_id, node_code, component)
);

comment on table mart.audit_component is 'One row per node and principal component of its children (correlation matrix, cities that have every child).';
comment on column mart.audit_component.release_id is 'Release.';
comment on column mart.audit_component.cycle_year is 'Cycle.';
comment on column mart.audit_component.framework_id is 'Framework.';
comment on column mart.audit_component.node_code is 'Node.';
comment on column mart.audit_component.component is 'Component, the one with the most variance first.';
comment on column mart.audit_component.eigenvalue is 'Its variance; those of a node add up to the number of its varying children.';
comment on column mart.audit_component.variance_pct is 'Share of the variance, percent.';
comment on column mart.audit_component.cumulative_pct is 'Share of this and the components before it, percent.';
comment on column mart.audit_component.is_kept is 'True if the eigenvalue exceeds eigenvalue_kept; more than one kept means more than one dimension.';
