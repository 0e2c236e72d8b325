create table raw.survey_sampling (
    cycle_year integer not null,
    file_hash text not null,
    reading integer not null,
    wave text not null,
    content jsonb not null,
    primary key (cycle_year, file_hash, reading)
);

comment on table raw.survey_sampling is 'Sampling files that hold.';
comment on column raw.survey_sampling.cycle_year is 'Cycle.';
comment on column raw.survey_sampling.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_sampling.reading is 'Number of the reading of this file, from 1.';
comment on column raw.survey_sampling.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column raw.survey_sampling.content is 'The file as read.';
