create table core.survey_item (
    cycle_year integer not null,
    item text not null,
    position integer not null,
    indicator_code text not null,
    scale_min integer not null,
    scale_max integer not null,
    direction integer not null,
    primary key (cycle_year, item)
);

comment on table core.survey_item is 'The questions of the cycle''s survey, from survey_items.csv of its framework.';
comment on column core.survey_item.cycle_year is 'Cycle.';
comment on column core.survey_item.item is 'Item.';
comment on column core.survey_item.position is 'Its place in the arrays of answers, from 1.';
comment on column core.survey_item.indicator_code is 'Survey indicator that it belongs to.';
comment on column core.survey_item.scale_min is 'Lowest answer.';
comment on column core.survey_item.scale_max is 'Highest answer.';
comment on column core.survey_item.direction is '1 where more is better, -1 where less is.';
