create table scoring.run (
    run_id bigint generated always as identity primary key,
    kind text not null check (kind in ('cycle', 'first_stage', 'bridge', 'what_if', 'ad_hoc')),
    cycle_year integer,
    framework_id text not null,
    framework_hash text not null,
    settings jsonb not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    first_run_id bigint references scoring.run on delete set null,
    data_version jsonb,
    simulated_at timestamptz
);

comment on table scoring.run is 'One row per scoring run: one framework, its settings and one set of values.';
comment on column scoring.run.run_id is 'Key of everything in this schema.';
comment on column scoring.run.kind is 'cycle, first_stage (the same without what only nominees have evidence of), bridge, what_if or ad_hoc; only cycle reaches mart.';
comment on column scoring.run.cycle_year is 'Cycle; null for an ad-hoc run.';
comment on column scoring.run.framework_id is 'Framework.';
comment on column scoring.run.framework_hash is 'Content hash of the framework folder.';
comment on column scoring.run.settings is 'framework.yaml as applied, overrides included.';
comment on column scoring.run.started_at is 'When it started.';
comment on column scoring.run.finished_at is 'When its last step was done; null if it did not get there.';
comment on column scoring.run.first_run_id is 'Run of the first stage that the nominees of this run are compared with; null where there is one stage.';
comment on column scoring.run.data_version is 'What core.data_version() said of the cycle when the run began to read it; null for runs outside the published line.';
comment on column scoring.run.simulated_at is 'When its uncertainty was written, whole; null before. A framework without draws has nothing to write, and a time all the same.';
