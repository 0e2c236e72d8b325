create table core.visit_finding (
    cycle_year integer not null,
    city_code text not null references core.city,
    indicator_code text not null,
    claimed double precision,
    observed double precision,
    adjusted double precision,
    value double precision,
    reason text,
    evidence text,
    assessor text not null,
    reviewer text,
    visited_on date not null,
    is_simulated boolean not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    primary key (cycle_year, city_code, indicator_code)
);

comment on table core.visit_finding is 'The finding that counts of each nominee and indicator: the newest confirmed one that was not refused, else the newest.';
comment on column core.visit_finding.cycle_year is 'Cycle.';
comment on column core.visit_finding.city_code is 'BPS code of the nominee.';
comment on column core.visit_finding.indicator_code is 'Indicator.';
comment on column core.visit_finding.claimed is 'Claimed value, as the team had it; null where there was no claim.';
comment on column core.visit_finding.observed is 'What the team saw, in the unit of the indicator.';
comment on column core.visit_finding.adjusted is 'Value that the team puts in place of the claim; null where the claim stands, or where nothing is claimed and what was seen is the value.';
comment on column core.visit_finding.value is 'Value that was found, before any penalty (core.cycle_penalty); null while no second person confirmed it, and where the claim stands.';
comment on column core.visit_finding.reason is 'Reason; null where none is written.';
comment on column core.visit_finding.evidence is 'Evidence: document, address or file of a photo; null where none is named.';
comment on column core.visit_finding.assessor is 'Assessor.';
comment on column core.visit_finding.reviewer is 'Second reviewer who confirmed it; null where nobody did yet.';
comment on column core.visit_finding.visited_on is 'Day of the visit.';
comment on column core.visit_finding.is_simulated is 'True for a simulated finding.';
comment on column core.visit_finding.file_hash is 'File that it came in.';
comment on column core.visit_finding.sheet is 'Sheet.';
comment on column core.visit_finding.row_number is 'Row.';
comment on column core.visit_finding.cell is 'Cell of the observed value.';
