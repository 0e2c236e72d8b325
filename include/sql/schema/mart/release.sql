create table mart.release (
    release_id text primary key,
    cycle_year integer not null,
    framework_id text not null,
    revision integer not null,
    state text not null check (state in ('draft', 'current', 'superseded', 'withdrawn')),
    title_id text not null,
    title_en text not null,
    is_simulated boolean not null,
    framework_hash text not null,
    content_hash text,
    run_id bigint not null,
    built_at timestamptz not null default now(),
    approved_by text,
    published_at timestamptz,
    unique (cycle_year, framework_id, revision)
);
create unique index release_current on mart.release (cycle_year, framework_id) where state = 'current';
create unique index release_draft on mart.release (cycle_year, framework_id) where state = 'draft';

comment on table mart.release is 'One row per release: one framework of one cycle in one revision.';
comment on column mart.release.release_id is '<cycle>-<framework>-r<revision>.';
comment on column mart.release.cycle_year is 'Cycle.';
comment on column mart.release.framework_id is 'Framework.';
comment on column mart.release.revision is 'Revision, from 1.';
comment on column mart.release.state is 'draft, current, superseded or withdrawn; BI does not see drafts.';
comment on column mart.release.title_id is 'Title of the framework in Indonesian.';
comment on column mart.release.title_en is 'Title of the framework in English.';
comment on column mart.release.is_simulated is 'True if any value behind the release is simulated.';
comment on column mart.release.framework_hash is 'Content hash of the framework folder.';
comment on column mart.release.content_hash is 'SHA-256 over every value of the rows of the release at 10 significant digits, without ids and times.';
comment on column mart.release.run_id is 'Scoring run that it was built from.';
comment on column mart.release.built_at is 'When it was built.';
comment on column mart.release.approved_by is 'Who approved it.';
comment on column mart.release.published_at is 'When it became current.';
