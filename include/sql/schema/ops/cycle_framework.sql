create table ops.cycle_framework (
    cycle_year integer not null references ops.cycle,
    framework_id text not null,
    framework_hash text not null,
    is_primary boolean not null,
    frozen_at timestamptz not null,
    status text not null default 'demo' check (status in ('demo', 'frozen')),
    primary key (cycle_year, framework_id)
);

comment on table ops.cycle_framework is 'The frameworks by which a cycle is scored, frozen by their content hash.';
comment on column ops.cycle_framework.cycle_year is 'Cycle.';
comment on column ops.cycle_framework.framework_id is 'Folder name under include/frameworks.';
comment on column ops.cycle_framework.framework_hash is 'SHA-256 of the framework folder at the moment of freezing.';
comment on column ops.cycle_framework.is_primary is 'True for the framework whose indicators the cities are asked for.';
comment on column ops.cycle_framework.frozen_at is 'When the hash was frozen.';
comment on column ops.cycle_framework.status is 'Status of the framework when it was frozen: a demo may be frozen anew.';
