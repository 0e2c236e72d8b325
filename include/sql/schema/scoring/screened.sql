create table scoring.screened (
    run_id bigint primary key references scoring.run on delete cascade,
    available double precision[] not null default '{}',
    nonzero double precision[] not null default '{}',
    is_kept boolean[] not null,
    reason text[] not null
);

comment on table scoring.screened is 'Step 3, screen: one row per run, whether each unit is scored, and why; unit_screened has it unit by unit.';
comment on column scoring.screened.run_id is 'Run.';
comment on column scoring.screened.available is 'Share (0 to 1) of the indicators for which each unit has a value, in the order of run_unit.place; empty where nothing is screened.';
comment on column scoring.screened.nonzero is 'Share (0 to 1) of its values that are not zero, 1 where there is none; empty where nothing is screened.';
comment on column scoring.screened.is_kept is 'True if the unit is scored.';
comment on column scoring.screened.reason is 'Why it is scored or not.';
