create table raw.survey_reading (
    cycle_year integer not null,
    file_hash text not null,
    reading integer not null,
    read_with text not null,
    wave text not null,
    kind text not null check (kind in ('responses', 'sampling')),
    archive_hash text not null,
    mapping text not null,
    rows_received integer not null,
    rows_read integer not null,
    rows_stored integer not null,
    no_consent integer not null,
    misshapen integer not null,
    dropped_columns integer not null,
    unreadable_rule text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    producer text not null default '',
    submitted_zone text,
    primary key (cycle_year, file_hash, reading)
);

comment on table raw.survey_reading is 'What each reading of a file of the survey gave: its numbers, or why it could not be read. The newest counts (raw.newest_survey_reading).';
comment on column raw.survey_reading.cycle_year is 'Cycle.';
comment on column raw.survey_reading.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_reading.reading is 'Number of the reading of this file, from 1.';
comment on column raw.survey_reading.read_with is 'Fingerprint of the mapping that it was read by; of all mappings for a sampling file, which may name any. Another one now: it is read again.';
comment on column raw.survey_reading.wave is 'Wave of the survey: the folder of the inbox in which the file was delivered last.';
comment on column raw.survey_reading.kind is 'responses or sampling.';
comment on column raw.survey_reading.archive_hash is 'SHA-256 of what the archive keeps: the pseudonymised export, or the sampling file itself.';
comment on column raw.survey_reading.mapping is 'Mapping by which the columns were found: form, or the name of a file in include/forms/mappings.';
comment on column raw.survey_reading.rows_received is 'Records as counted by an independent reader of the original, not by the loader; 1 for a sampling file.';
comment on column raw.survey_reading.rows_read is 'Records that the loader came by: stored, without consent, with a consent that is not understood, and misshapen.';
comment on column raw.survey_reading.rows_stored is 'Records with consent, in raw.survey_row.';
comment on column raw.survey_reading.no_consent is 'Records without consent: of them nothing is stored but the hashes that identify them.';
comment on column raw.survey_reading.misshapen is 'Records with another number of cells than the heading: counted with their places in raw.survey_misshapen.';
comment on column raw.survey_reading.dropped_columns is 'Columns that no mapping declares (names, notes, positions): not stored.';
comment on column raw.survey_reading.unreadable_rule is 'Why it could not be read; null if it was.';
comment on column raw.survey_reading.unreadable_found is 'What was found.';
comment on column raw.survey_reading.read_at is 'When it was read.';
comment on column raw.survey_reading.producer is 'Program that exported the file: kobo, central, surveycto, briefcase or table; blank for a sampling file.';
comment on column raw.survey_reading.submitted_zone is 'Time zone in which the program writes a time of submission without an offset; null for the local one.';
