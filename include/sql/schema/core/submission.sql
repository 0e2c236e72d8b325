create table core.submission (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    city_code text,
    revision integer,
    received_at timestamptz not null,
    state text not null,
    rule_id text,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash)
);

comment on table core.submission is 'One row per submitted file: the newest accepted revision of a city counts, the others are superseded or rejected.';
comment on column core.submission.cycle_year is 'Cycle.';
comment on column core.submission.file_hash is 'The file.';
comment on column core.submission.file_name is 'Path below the inbox of the cycle.';
comment on column core.submission.city_code is 'BPS code; null where the file could not be attributed.';
comment on column core.submission.revision is 'Number of the revision of that city in order of arrival, from 1; null for a rejected file.';
comment on column core.submission.received_at is 'When it was delivered.';
comment on column core.submission.state is 'accepted (one per city), clarifying (counts for cells with a ticket, before the accepted file), superseded or rejected.';
comment on column core.submission.rule_id is 'Rule that rejected it; null if none.';
comment on column core.submission.is_simulated is 'The file declares itself simulated.';
