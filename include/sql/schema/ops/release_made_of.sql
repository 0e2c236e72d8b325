create table ops.release_made_of (
    release_id text primary key references mart.release on delete cascade,
    made_of text not null
);

comment on table ops.release_made_of is 'What each release is built from, as one hash: where it is the same, nothing is built to find that nothing is new.';
comment on column ops.release_made_of.release_id is 'Release.';
comment on column ops.release_made_of.made_of is 'SHA-256 over run, data, calendar, framework, earlier cycles and code that it was last found to be built from.';
