create table core.cycle_domain (
    cycle_year integer not null references ops.cycle,
    domain_code text not null,
    name_id text not null,
    name_en text not null,
    primary key (cycle_year, domain_code)
);

comment on table core.cycle_domain is 'The dimensions of the primary framework as frozen when the cycle opened: the domains of innovations.';
comment on column core.cycle_domain.cycle_year is 'Cycle.';
comment on column core.cycle_domain.domain_code is 'Node of the framework.';
comment on column core.cycle_domain.name_id is 'Name in Indonesian.';
comment on column core.cycle_domain.name_en is 'Name in English.';
