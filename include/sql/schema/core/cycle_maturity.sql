create table core.cycle_maturity (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    level integer not null check ((level >= 1) and (level <= 5)),
    statement_id text not null,
    statement_en text not null,
    evidence_id text not null,
    evidence_en text not null,
    provenance text not null,
    primary key (cycle_year, indicator_code, level)
);

comment on table core.cycle_maturity is 'The levels of the maturity indicators of the primary framework as frozen when the cycle opened.';
comment on column core.cycle_maturity.cycle_year is 'Cycle.';
comment on column core.cycle_maturity.indicator_code is 'Maturity indicator.';
comment on column core.cycle_maturity.level is '1 to 5.';
comment on column core.cycle_maturity.statement_id is 'What is true of a city at this level, in Indonesian.';
comment on column core.cycle_maturity.statement_en is 'The same in English.';
comment on column core.cycle_maturity.evidence_id is 'Evidence that the level requires, in Indonesian; empty at level 1.';
comment on column core.cycle_maturity.evidence_en is 'The same in English.';
comment on column core.cycle_maturity.provenance is 'Where statement and evidence come from.';
