create view quality.survey_flag_by_wave as
select
    cycle_year,
    wave,
    rule,
    is_excluding,
    count(distinct city_code) as cities,
    count(*) as answers
from quality.survey_flag
group by cycle_year, wave, rule, is_excluding;
comment on view quality.survey_flag_by_wave is 'How many answers each data-quality rule flags, by wave, and whether it excludes them.';
comment on column quality.survey_flag_by_wave.cycle_year is 'Cycle.';
comment on column quality.survey_flag_by_wave.wave is 'Wave.';
comment on column quality.survey_flag_by_wave.rule is 'Rule under survey.flags of cycle.yaml.';
comment on column quality.survey_flag_by_wave.is_excluding is 'True where the rule excludes what it flags.';
comment on column quality.survey_flag_by_wave.cities is 'Cities with such answers.';
comment on column quality.survey_flag_by_wave.answers is 'Answers flagged.';
