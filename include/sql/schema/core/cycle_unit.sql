create table core.cycle_unit (
    cycle_year integer not null references ops.cycle,
    unit text not null,
    written text not null,
    factor double precision not null check (factor > 0),
    primary key (cycle_year, unit, written)
);

comment on table core.cycle_unit is 'Unit words that may stand behind a number, by the unit that the indicator asks for; frozen when the cycle opens.';
comment on column core.cycle_unit.cycle_year is 'Cycle.';
comment on column core.cycle_unit.unit is 'Unit of the indicator.';
comment on column core.cycle_unit.written is 'What cities write behind the number, in lower case with single spaces.';
comment on column core.cycle_unit.factor is 'The value is the number written times this.';
