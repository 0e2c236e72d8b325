create table core.survey_wave (
    cycle_year integer not null,
    wave text not null,
    pool_weight double precision not null,
    mode text not null,
    target_n integer not null,
    form_versions text[] not null,
    file_hash text not null,
    is_simulated boolean not null,
    primary key (cycle_year, wave)
);

comment on table core.survey_wave is 'The waves of a cycle''s survey, from the newest sampling file of each that holds.';
comment on column core.survey_wave.cycle_year is 'Cycle.';
comment on column core.survey_wave.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_wave.pool_weight is 'Weight of the wave where waves are pooled, as declared.';
comment on column core.survey_wave.mode is 'Mode of answering.';
comment on column core.survey_wave.target_n is 'Answers aimed at per city.';
comment on column core.survey_wave.form_versions is 'Versions of the form that the wave uses; empty where any will do.';
comment on column core.survey_wave.file_hash is 'The sampling file.';
comment on column core.survey_wave.is_simulated is 'The sampling file declares itself simulated.';
