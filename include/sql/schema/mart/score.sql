create table mart.score (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    city_code text not null,
    node_code text not null,
    parent_code text,
    level integer not null,
    side text not null,
    name_id text not null,
    name_en text not null,
    score double precision,
    rank_in_class integer,
    rank_overall integer,
    level_code text,
    primary key (release_id, city_code, node_code, side)
);

comment on table mart.score is 'One row per city and node of the tree, whole and for the process and the outcome side apart.';
comment on column mart.score.release_id is 'Release.';
comment on column mart.score.cycle_year is 'Cycle.';
comment on column mart.score.framework_id is 'Framework.';
comment on column mart.score.city_code is 'BPS code.';
comment on column mart.score.node_code is 'Node.';
comment on column mart.score.parent_code is 'Its parent; null for the index.';
comment on column mart.score.level is 'Level; sub-dimensions are 2, the index is the highest.';
comment on column mart.score.side is 'all, process or outcome.';
comment on column mart.score.name_id is 'Name in Indonesian.';
comment on column mart.score.name_en is 'Name in English.';
comment on column mart.score.score is 'Score; null where there is none.';
comment on column mart.score.rank_in_class is 'Place within the class.';
comment on column mart.score.rank_overall is 'Place among all.';
comment on column mart.score.level_code is 'Maturity level; only for side all.';
