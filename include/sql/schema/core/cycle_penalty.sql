create table core.cycle_penalty (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    direction integer not null check (direction in (1, -1)),
    worst double precision,
    share double precision check (share > 0),
    primary key (cycle_year, indicator_code),
    check ((worst is not null) or (share is not null))
);

comment on table core.cycle_penalty is 'What a disproved claim costs by the primary framework (disproved_claims) as frozen when the cycle opened; no row where it costs nothing.';
comment on column core.cycle_penalty.cycle_year is 'Cycle.';
comment on column core.cycle_penalty.indicator_code is 'Indicator that cities claim.';
comment on column core.cycle_penalty.direction is '1 where more is better, -1 where less is: a claim is disproved where what was found is worse.';
comment on column core.cycle_penalty.worst is 'Value beyond which no penalty goes, in the unit of the indicator; null if nothing stops it.';
comment on column core.cycle_penalty.share is 'Share of the distance between claim and finding that is taken off what was found; null: down to the worst value.';
