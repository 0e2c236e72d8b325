create table ops.past_cycle (
    cycle_year integer primary key,
    file_hash text not null,
    file_name text not null,
    framework_id text not null,
    is_simulated boolean not null,
    loaded_at timestamptz not null default now()
);

comment on table ops.past_cycle is 'Cycles from before this pipeline whose submitted values were loaded from a table: no inbox, scores or release of them are here.';
comment on column ops.past_cycle.cycle_year is 'Year of the past cycle.';
comment on column ops.past_cycle.file_hash is 'SHA-256 of the table, its name in the archive.';
comment on column ops.past_cycle.file_name is 'Name of the table.';
comment on column ops.past_cycle.framework_id is 'Framework whose indicator codes and units the table uses.';
comment on column ops.past_cycle.is_simulated is 'True for test data.';
comment on column ops.past_cycle.loaded_at is 'When it was loaded.';
