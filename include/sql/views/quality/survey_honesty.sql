create view quality.survey_honesty as
select
    cycle_year,
    wave,
    rule,
    is_excluding,
    count(distinct city_code) as cities,
    count(*) as answers
from quality.survey_flag
group by cycle_year, wave, rule, is_excluding;
comment on view quality.survey_honesty is 'How many answers each rule of honesty flags, by wave, and whether it excludes them.';
comment on column quality.survey_honesty.cycle_year is 'Cycle.';
comment on column quality.survey_honesty.wave is 'Wave.';
comment on column quality.survey_honesty.rule is 'Rule under survey.honesty of cycle.yaml.';
comment on column quality.survey_honesty.is_excluding is 'True where the rule excludes what it flags.';
comment on column quality.survey_honesty.cities is 'Cities with such answers.';
comment on column quality.survey_honesty.answers is 'Answers flagged.';
