create table staging.survey_response (
    cycle_year integer not null,
    city_code text not null,
    wave text not null,
    response_id text,
    file_hash text not null,
    row_number integer not null,
    received_at timestamptz not null,
    copy_in_file integer not null,
    wave_text text,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight_text text,
    weight double precision,
    version text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_at timestamptz,
    ended_at timestamptz,
    submitted_text text,
    submitted_at timestamptz,
    is_simulated boolean not null,
    answer smallint[] not null,
    out_of_scale_text text,
    version_id text,
    edits integer,
    is_edited boolean not null default false,
    review text,
    started_text text,
    ended_text text,
    consent text
) partition by list (cycle_year);

comment on table staging.survey_response is 'The records of the survey''s exports, typed, before they are checked. Partitioned by cycle.';
comment on column staging.survey_response.cycle_year is 'Cycle.';
comment on column staging.survey_response.consent is 'Null where the person consented; else no, blank, or the word that is neither yes nor no. Then nothing but the identity is known.';
comment on column staging.survey_response.city_code is 'BPS code.';
comment on column staging.survey_response.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column staging.survey_response.response_id is 'What identifies the person''s record in every version and export of it: a keyed hash.';
comment on column staging.survey_response.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column staging.survey_response.row_number is 'Record of the file, the heading being 1.';
comment on column staging.survey_response.received_at is 'When the export was first delivered.';
comment on column staging.survey_response.copy_in_file is '1 for the first record of this uuid in its file, 2 for the second.';
comment on column staging.survey_response.wave_text is 'Wave as written in the record.';
comment on column staging.survey_response.stratum is 'Stratum.';
comment on column staging.survey_response.psu is 'Primary sampling unit.';
comment on column staging.survey_response.mode is 'Mode; that of the sampling file where the record has none.';
comment on column staging.survey_response.age_group is 'Age group.';
comment on column staging.survey_response.sex is 'Sex.';
comment on column staging.survey_response.district is 'District.';
comment on column staging.survey_response.weight_text is 'Base weight as written.';
comment on column staging.survey_response.weight is 'Base weight; null where none is written.';
comment on column staging.survey_response.version is 'Version of the form.';
comment on column staging.survey_response.enumerator_hash is 'Keyed hash of the enumerator.';
comment on column staging.survey_response.device_hash is 'Keyed hash of the device.';
comment on column staging.survey_response.phone_hash is 'Keyed hash of the phone number.';
comment on column staging.survey_response.started_at is 'Start of the interview.';
comment on column staging.survey_response.ended_at is 'End of the interview.';
comment on column staging.survey_response.submitted_text is 'Submission as written.';
comment on column staging.survey_response.submitted_at is 'Submission; null where it cannot be read.';
comment on column staging.survey_response.is_simulated is 'The record declares itself simulated.';
comment on column staging.survey_response.answer is 'Answers in the order of core.survey_item.';
comment on column staging.survey_response.out_of_scale_text is 'First item and answer out of scale; null where there is none.';
comment on column staging.survey_response.version_id is 'Keyed hash of the uuid of this version.';
comment on column staging.survey_response.edits is 'Number of its edits; null where the program does not tell.';
comment on column staging.survey_response.is_edited is 'True for a version that was edited after it was sent.';
comment on column staging.survey_response.review is 'What a supervisor said of it: rejected, approved, pending, or a word that is not known.';
comment on column staging.survey_response.started_text is 'Start of the interview as written.';
comment on column staging.survey_response.ended_text is 'End of the interview as written.';

-- rows of a cycle that has no partition of its own
create table staging.survey_response_other (like staging.survey_response including all);
alter table staging.survey_response attach partition staging.survey_response_other default; -- noqa: PRS
comment on table staging.survey_response_other is 'What staging.survey_response has no partition of its cycle for.';
