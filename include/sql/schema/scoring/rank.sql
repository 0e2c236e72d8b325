create table scoring.rank (
    run_id bigint not null references scoring.run on delete cascade,
    node_code text not null,
    side text not null,
    group_column text not null,
    rank integer[] not null,
    primary key (run_id, node_code, side, group_column)
);
alter table scoring.rank
alter column rank set storage external;

comment on table scoring.rank is 'Step 9, rank: one row per node, side and grouping, the place of each unit in its group.';
comment on column scoring.rank.run_id is 'Run.';
comment on column scoring.rank.node_code is 'Node.';
comment on column scoring.rank.side is 'all, process or outcome.';
comment on column scoring.rank.group_column is 'Column of the units by which they are grouped, or overall.';
comment on column scoring.rank.rank is 'Place of each unit, in the order of run_unit.place: best is 1, nominees before the others; ties share the smaller; null without a score or below the coverage threshold.';
