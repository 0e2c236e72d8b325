create table staging.nominee (
    cycle_year integer not null,
    city_code text not null,
    class_code text not null,
    place integer,
    is_in boolean not null,
    rank integer not null,
    score double precision not null,
    rank_low integer,
    rank_high integer,
    probability_in double precision,
    is_tied_at_cut boolean not null,
    is_close_to_cut boolean not null,
    excluded_because text,
    excluded_by text,
    run_id bigint not null,
    primary key (cycle_year, city_code)
);

comment on table staging.nominee is 'The proposal of a shortlist: every ranked city of the cycle in the order of its class, those in, those out and those excluded. Dropped once it is rejected.';
comment on column staging.nominee.cycle_year is 'Cycle.';
comment on column staging.nominee.city_code is 'BPS code.';
comment on column staging.nominee.class_code is 'Class.';
comment on column staging.nominee.place is 'Place on the shortlist, from 1; null for a city that is out or excluded.';
comment on column staging.nominee.is_in is 'Proposed as a nominee.';
comment on column staging.nominee.rank is 'Place in the class in the first stage; ties share the smaller.';
comment on column staging.nominee.score is 'Score of the first stage.';
comment on column staging.nominee.rank_low is 'Best place to expect; null without an uncertainty run.';
comment on column staging.nominee.rank_high is 'Worst place to expect; null without an uncertainty run.';
comment on column staging.nominee.probability_in is 'Probability of a place not after that of the last city in; null without an uncertainty run.';
comment on column staging.nominee.is_tied_at_cut is 'Has the rank of the last city in and shares it with a city that is out: the declared rule chose.';
comment on column staging.nominee.is_close_to_cut is 'Its tie group, or its rank, has cities that are in and cities that are out.';
comment on column staging.nominee.excluded_because is 'Reason of the exclusion; null for a city that is not excluded.';
comment on column staging.nominee.excluded_by is 'Who excluded it.';
comment on column staging.nominee.run_id is 'Scoring run that it comes from.';
