create table quality.city_proposal (
    cycle_year integer not null references ops.cycle,
    file_hash text not null,
    city_code text not null,
    city_code_text text,
    city_name_text text,
    score double precision,
    state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'declined')),
    decided_by text,
    reason text,
    decided_at timestamptz,
    primary key (cycle_year, file_hash, city_code),
    check (num_nulls(decided_by, reason, decided_at) = case state when 'proposed' then 3 else 0 end)
);
create unique index on quality.city_proposal (cycle_year, file_hash) where state = 'confirmed';

comment on table quality.city_proposal is 'Cities that the name in an unattributed file comes near to; a person confirms one, nothing is taken by itself.';
comment on column quality.city_proposal.cycle_year is 'Cycle.';
comment on column quality.city_proposal.file_hash is 'The file.';
comment on column quality.city_proposal.city_code is 'BPS code of the city that is proposed.';
comment on column quality.city_proposal.city_code_text is 'City code as written in the file.';
comment on column quality.city_proposal.city_name_text is 'City name as written in the file.';
comment on column quality.city_proposal.score is 'Likeness of the names, 0 to 100 (rapidfuzz, fuzz.ratio); null where a person named a city that was not proposed.';
comment on column quality.city_proposal.state is 'proposed; confirmed: the file is from this city; declined: it is not.';
comment on column quality.city_proposal.decided_by is 'Who confirmed or declined it; null while it is proposed.';
comment on column quality.city_proposal.reason is 'Reason given.';
comment on column quality.city_proposal.decided_at is 'When it was decided.';
