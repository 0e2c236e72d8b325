create table mart.audit_loading (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    node_code text not null,
    component integer not null,
    code text not null,
    coefficient double precision not null,
    loading double precision not null,
    primary key (release_id, node_code, component, code)
);

comment on table mart.audit_loading is 'One row per node, principal component and varying child.';
comment on column mart.audit_loading.release_id is 'Release.';
comment on column mart.audit_loading.cycle_year is 'Cycle.';
comment on column mart.audit_loading.framework_id is 'Framework.';
comment on column mart.audit_loading.node_code is 'Node.';
comment on column mart.audit_loading.component is 'Component.';
comment on column mart.audit_loading.code is 'Child.';
comment on column mart.audit_loading.coefficient is 'Element of the eigenvector of length 1; the largest in absolute value is positive.';
comment on column mart.audit_loading.loading is 'Correlation of the child with the component: coefficient x root of the eigenvalue.';
