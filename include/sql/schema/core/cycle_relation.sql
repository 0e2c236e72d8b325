create table core.cycle_relation (
    cycle_year integer not null references ops.cycle,
    relation_code text not null,
    kind text not null check (kind in ('part', 'sum', 'requires')),
    whole_code text not null,
    part_codes text[] not null,
    tolerance double precision not null,
    primary key (cycle_year, relation_code)
);

comment on table core.cycle_relation is 'What answers to several questions have to do with one another; frozen when the cycle opens.';
comment on column core.cycle_relation.cycle_year is 'Cycle.';
comment on column core.cycle_relation.relation_code is 'Name of the relation.';
comment on column core.cycle_relation.kind is 'part: the parts together are at most the whole; sum: they add up to it; requires: a part above 0 needs a whole above 0.';
comment on column core.cycle_relation.whole_code is 'Indicator of the whole.';
comment on column core.cycle_relation.part_codes is 'Indicators of the parts.';
comment on column core.cycle_relation.tolerance is 'Difference that rounding explains, in the unit of the whole.';
