create table core.visit_evidence (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    city_code text references core.city,
    kind text not null check (kind in ('photo', 'minutes', 'video', 'other')),
    state text not null check (state in ('accepted', 'flagged', 'refused')),
    problem text,
    message_id text,
    message_en text,
    taken_at timestamp,
    latitude double precision,
    longitude double precision,
    distance_km double precision,
    allowed_km double precision,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash),
    check ((state = 'accepted') = (problem is null))
);

comment on table core.visit_evidence is 'Photos and minutes of visits, known by their hash: each file that was received is accepted, flagged or refused.';
comment on column core.visit_evidence.cycle_year is 'Cycle.';
comment on column core.visit_evidence.file_hash is 'SHA-256 of the file as archived.';
comment on column core.visit_evidence.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column core.visit_evidence.received_at is 'When it was first delivered.';
comment on column core.visit_evidence.city_code is 'BPS code of the nominee in whose folder it lies; null where that is none.';
comment on column core.visit_evidence.kind is 'photo, minutes (a document or text), video (or sound), or other; by the bytes of the file, never by its name.';
comment on column core.visit_evidence.state is 'accepted; flagged (kept, to be asked about); refused (proves nothing).';
comment on column core.visit_evidence.problem is 'Code of what is wrong with it; null if nothing is.';
comment on column core.visit_evidence.message_id is 'The same in Indonesian, with what to do.';
comment on column core.visit_evidence.message_en is 'The same in English.';
comment on column core.visit_evidence.taken_at is 'When the photo was taken by its EXIF, in the time of the city (WIB, WITA or WIT); null without.';
comment on column core.visit_evidence.latitude is 'Where it was taken by its EXIF, degrees north (WGS 84); null without.';
comment on column core.visit_evidence.longitude is 'The same, degrees east.';
comment on column core.visit_evidence.distance_km is 'From the point of the city, km along the great circle; null without a place.';
comment on column core.visit_evidence.allowed_km is 'Distance beyond which it is asked about: cycle.yaml, visits.photo; null for minutes.';
comment on column core.visit_evidence.is_simulated is 'The file says that it is simulated, in its name or in the EXIF description.';
