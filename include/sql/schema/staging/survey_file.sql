create table staging.survey_file (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    wave text not null,
    kind text not null,
    rows_received integer not null,
    rows_read integer not null,
    no_consent integer not null,
    misshapen integer not null,
    is_wave_sampled boolean not null,
    unreadable_rule text,
    unreadable_found text,
    primary key (cycle_year, file_hash)
);

comment on table staging.survey_file is 'The files of the survey that were read, before they are checked.';
comment on column staging.survey_file.cycle_year is 'Cycle.';
comment on column staging.survey_file.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column staging.survey_file.file_name is 'Path below the inbox of the cycle, of its newest delivery (to the folder that it counts for).';
comment on column staging.survey_file.received_at is 'When it was first delivered.';
comment on column staging.survey_file.wave is 'Wave of the survey: the folder of the inbox in which the file was delivered last.';
comment on column staging.survey_file.kind is 'responses or sampling.';
comment on column staging.survey_file.rows_received is 'Records as counted by the independent reader.';
comment on column staging.survey_file.rows_read is 'Records that the loader came by.';
comment on column staging.survey_file.no_consent is 'Records without consent.';
comment on column staging.survey_file.misshapen is 'Records with another number of cells than the heading.';
comment on column staging.survey_file.is_wave_sampled is 'The wave has a sampling file that holds.';
comment on column staging.survey_file.unreadable_rule is 'Why it could not be read; null if it was.';
comment on column staging.survey_file.unreadable_found is 'What was found.';
