create table core.survey_margin (
    cycle_year integer not null,
    wave text not null,
    city_code text not null,
    margin text not null check (margin in ('age_sex', 'age', 'sex')),
    category text not null,
    population bigint not null,
    source text not null,
    vintage integer,
    primary key (cycle_year, wave, city_code, margin, category)
);

comment on table core.survey_margin is 'Known population totals that weights are calibrated to.';
comment on column core.survey_margin.cycle_year is 'Cycle.';
comment on column core.survey_margin.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_margin.city_code is 'BPS code.';
comment on column core.survey_margin.margin is 'age_sex, age or sex.';
comment on column core.survey_margin.category is 'Category; age and sex joined with a plus sign.';
comment on column core.survey_margin.population is 'Persons.';
comment on column core.survey_margin.source is 'Where the figure is from.';
comment on column core.survey_margin.vintage is 'Year of the figure; null where its source is undated.';
