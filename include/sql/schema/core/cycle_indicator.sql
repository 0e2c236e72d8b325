create table core.cycle_indicator (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    name_id text not null,
    name_en text not null,
    unit text not null,
    source text not null,
    value_kind text not null,
    valid_min double precision,
    valid_max double precision,
    is_required boolean not null,
    evidence text,
    primary key (cycle_year, indicator_code)
);

comment on table core.cycle_indicator is 'The indicators of the primary framework as frozen when the cycle opened: what intake checks against.';
comment on column core.cycle_indicator.cycle_year is 'Cycle.';
comment on column core.cycle_indicator.indicator_code is 'Indicator.';
comment on column core.cycle_indicator.name_id is 'Name in Indonesian.';
comment on column core.cycle_indicator.name_en is 'Name in English.';
comment on column core.cycle_indicator.unit is 'Unit.';
comment on column core.cycle_indicator.source is 'official, submitted, survey or visit.';
comment on column core.cycle_indicator.value_kind is 'number, percent, boolean or maturity, by the unit.';
comment on column core.cycle_indicator.valid_min is 'Smallest possible value; null if none.';
comment on column core.cycle_indicator.valid_max is 'Largest possible value; null if none.';
comment on column core.cycle_indicator.is_required is 'A city must answer it.';
comment on column core.cycle_indicator.evidence is 'Evidence asked for.';
