create table core.survey_response (
    cycle_year integer not null,
    city_code text not null,
    wave text not null,
    response_id text not null,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight double precision,
    is_counted boolean not null,
    is_simulated boolean not null,
    answer bytea not null,
    submitted_at timestamptz,
    file_hash text not null,
    row_number integer not null default 0,
    primary key (city_code, cycle_year, wave, response_id)
) partition by list (cycle_year);

comment on table core.survey_response is 'One answered questionnaire: the newest export of it that was not refused. Partitioned by cycle, keyed by city first.';
comment on column core.survey_response.cycle_year is 'Cycle.';
comment on column core.survey_response.city_code is 'BPS code.';
comment on column core.survey_response.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_response.response_id is 'What identifies the person''s record in every version and export of it: a keyed hash.';
comment on column core.survey_response.stratum is 'Stratum.';
comment on column core.survey_response.psu is 'Primary sampling unit.';
comment on column core.survey_response.mode is 'Mode of answering.';
comment on column core.survey_response.age_group is 'Age group.';
comment on column core.survey_response.sex is 'Sex: L or P.';
comment on column core.survey_response.district is 'District.';
comment on column core.survey_response.weight is 'Base weight; null where it follows from the sampling file.';
comment on column core.survey_response.is_counted is 'False where a declared data-quality rule excludes it.';
comment on column core.survey_response.is_simulated is 'True for a simulated answer.';
comment on column core.survey_response.answer is 'One byte per item, in the order of core.survey_item.position: 1 for the lowest answer of its scale, 2 for the next; 0 for missing, don''t know or refused. The first is get_byte(answer, 0).';
comment on column core.survey_response.submitted_at is 'When it was submitted.';
comment on column core.survey_response.file_hash is 'SHA-256 of the export that it came in.';
comment on column core.survey_response.row_number is 'Record of that export, the heading being 1.';

-- rows of a cycle that has no partition of its own
create table core.survey_response_other (like core.survey_response including all);
alter table core.survey_response attach partition core.survey_response_other default; -- noqa: PRS
comment on table core.survey_response_other is 'What core.survey_response has no partition of its cycle for.';
