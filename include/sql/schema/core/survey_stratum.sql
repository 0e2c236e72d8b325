create table core.survey_stratum (
    cycle_year integer not null,
    wave text not null,
    city_code text not null,
    stratum text not null,
    psu_count integer not null,
    population bigint not null,
    sampled_psu integer not null,
    target_n integer not null,
    psus text[] not null,
    primary key (cycle_year, wave, city_code, stratum)
);

comment on table core.survey_stratum is 'The frame of a wave: its strata in every city.';
comment on column core.survey_stratum.cycle_year is 'Cycle.';
comment on column core.survey_stratum.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_stratum.city_code is 'BPS code.';
comment on column core.survey_stratum.stratum is 'Stratum.';
comment on column core.survey_stratum.psu_count is 'Primary sampling units in the frame.';
comment on column core.survey_stratum.population is 'Persons in the frame.';
comment on column core.survey_stratum.sampled_psu is 'Primary sampling units drawn.';
comment on column core.survey_stratum.target_n is 'Answers aimed at.';
comment on column core.survey_stratum.psus is 'The units drawn by name; empty where the file does not list them.';
