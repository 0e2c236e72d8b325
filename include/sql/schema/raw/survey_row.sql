create table raw.survey_row (
    cycle_year integer not null,
    file_hash text not null,
    reading integer not null,
    row_number integer not null,
    response_id text,
    city_text text,
    wave_text text,
    stratum_text text,
    psu_text text,
    mode_text text,
    age_group_text text,
    sex_text text,
    district_text text,
    weight_text text,
    version_text text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_text text,
    ended_text text,
    submitted_text text,
    origin_text text,
    answer smallint[] not null,
    out_of_scale_text text,
    root_id text,
    record_id text,
    edits_text text,
    review_text text,
    consent_text text
) partition by list (cycle_year);

comment on table raw.survey_row is 'One row per record of an export, pseudonymised while it streamed in; of a record without consent nothing but the hashes that identify it. Partitioned by cycle.';
comment on column raw.survey_row.cycle_year is 'Cycle.';
comment on column raw.survey_row.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_row.reading is 'Number of the reading of this file, from 1.';
comment on column raw.survey_row.row_number is 'Record of the file, the heading being 1.';
comment on column raw.survey_row.response_id is 'Keyed hash of the uuid of this version of the response; null where it has none.';
comment on column raw.survey_row.city_text is 'City as written; the code where the name is that of a city.';
comment on column raw.survey_row.wave_text is 'Wave as written; null where the export has no such column.';
comment on column raw.survey_row.stratum_text is 'Stratum as written.';
comment on column raw.survey_row.psu_text is 'Primary sampling unit as written.';
comment on column raw.survey_row.mode_text is 'Mode as written.';
comment on column raw.survey_row.age_group_text is 'Age group as written.';
comment on column raw.survey_row.sex_text is 'Sex as written.';
comment on column raw.survey_row.district_text is 'District as written.';
comment on column raw.survey_row.weight_text is 'Base weight as written.';
comment on column raw.survey_row.version_text is 'Version of the form as written.';
comment on column raw.survey_row.enumerator_hash is 'Keyed hash of the enumerator.';
comment on column raw.survey_row.device_hash is 'Keyed hash of the device.';
comment on column raw.survey_row.phone_hash is 'Keyed hash of the phone number.';
comment on column raw.survey_row.started_text is 'Start of the interview as written.';
comment on column raw.survey_row.ended_text is 'End of the interview as written.';
comment on column raw.survey_row.submitted_text is 'Submission as written.';
comment on column raw.survey_row.origin_text is 'Declared origin: simulated or blank.';
comment on column raw.survey_row.answer is 'Answers in the order of the framework''s survey items; null for missing, don''t know, refused or out of scale.';
comment on column raw.survey_row.out_of_scale_text is 'First item and answer that is neither on the scale nor a missing code; null where there is none.';
comment on column raw.survey_row.root_id is 'Keyed hash of the uuid of its first version, which edits keep (KEY, meta/rootUuid).';
comment on column raw.survey_row.record_id is 'Keyed hash of its number on the server, which edits keep (_id of Kobo).';
comment on column raw.survey_row.edits_text is 'Number of its edits as written (Edits of ODK Central).';
comment on column raw.survey_row.review_text is 'What a supervisor said of it: rejected, approved, pending, or the word as written.';
comment on column raw.survey_row.consent_text is 'Null where the person consented; else no, blank, or the word that is neither yes nor no (its first 20 letters).';

-- rows of a cycle that has no partition of its own
create table raw.survey_row_other (like raw.survey_row including all);
alter table raw.survey_row attach partition raw.survey_row_other default; -- noqa: PRS
comment on table raw.survey_row_other is 'What raw.survey_row has no partition of its cycle for.';
