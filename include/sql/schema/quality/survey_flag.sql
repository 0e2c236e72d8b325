create table quality.survey_flag (
    cycle_year integer not null,
    city_code text not null,
    wave text not null,
    response_id text not null,
    rule text not null,
    is_excluding boolean not null,
    found_text text not null,
    primary key (city_code, cycle_year, wave, response_id, rule)
);

comment on table quality.survey_flag is 'Answers that a data-quality rule flags; rebuilt with the cycle.';
comment on column quality.survey_flag.cycle_year is 'Cycle.';
comment on column quality.survey_flag.city_code is 'BPS code.';
comment on column quality.survey_flag.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column quality.survey_flag.response_id is 'Keyed hash of the uuid.';
comment on column quality.survey_flag.rule is 'Rule under survey.flags of cycle.yaml.';
comment on column quality.survey_flag.is_excluding is 'True where the rule excludes what it flags.';
comment on column quality.survey_flag.found_text is 'What was found.';
