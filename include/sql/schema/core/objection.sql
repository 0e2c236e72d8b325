create table core.objection (
    objection_id bigint primary key,
    cycle_year integer not null,
    city_code text not null references core.city,
    indicator_code text not null,
    claimed_value double precision not null,
    reason text not null,
    evidence text,
    received_at timestamptz not null,
    is_simulated boolean not null,
    file_hash text not null,
    sheet text not null,
    cell text not null,
    unique (cycle_year, city_code, indicator_code)
);

comment on table core.objection is 'The objection that counts of each city and indicator: the one that was decided, else the newest that was not refused.';
comment on column core.objection.objection_id is 'Number of the objection.';
comment on column core.objection.cycle_year is 'Cycle.';
comment on column core.objection.city_code is 'BPS code of the city that objects.';
comment on column core.objection.indicator_code is 'Indicator objected to.';
comment on column core.objection.claimed_value is 'Value that the city claims, in the unit of the indicator.';
comment on column core.objection.reason is 'Why.';
comment on column core.objection.evidence is 'Evidence that the city names; null where none is.';
comment on column core.objection.received_at is 'When it was delivered.';
comment on column core.objection.is_simulated is 'True for a simulated objection.';
comment on column core.objection.file_hash is 'File that it came in.';
comment on column core.objection.sheet is 'Sheet.';
comment on column core.objection.cell is 'Cell of the claimed value.';
