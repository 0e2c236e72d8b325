-- Names by which cities and regencies are written, which city a file is from, and proposals for what is not known.
create table staging.regency (
    row_number integer primary key,
    regency_code text,
    kemendagri_code text,
    regency_name text,
    province text,
    source text
);
comment on table staging.regency is 'The regencies, before they are checked.';
comment on column staging.regency.row_number is 'Line in regencies.csv.';
comment on column staging.regency.regency_code is 'BPS code, four digits.';
comment on column staging.regency.kemendagri_code is 'Code of the Ministry of Home Affairs, nn.nn.';
comment on column staging.regency.regency_name is 'Official name, beginning with Kabupaten.';
comment on column staging.regency.province is 'Province.';
comment on column staging.regency.source is 'Source of the row.';

create table core.regency (
    regency_code text primary key,
    kemendagri_code text not null unique,
    regency_name text not null,
    province text not null,
    name_key text not null,
    source text not null
);
create index on core.regency (name_key);
comment on table core.regency is 'The 416 regencies: no city, and known so that a code or a name of one is told from a city.';
comment on column core.regency.regency_code is 'BPS code, four digits.';
comment on column core.regency.kemendagri_code is 'Code of the Ministry of Home Affairs, nn.nn.';
comment on column core.regency.regency_name is 'Official name, beginning with Kabupaten.';
comment on column core.regency.province is 'Province.';
comment on column core.regency.name_key is 'The name stripped to its letters and digits, without the word Kabupaten.';
comment on column core.regency.source is 'Source of the row.';

create table staging.city_name (
    row_number integer primary key,
    city_code text,
    written_name text,
    source text
);
comment on table staging.city_name is 'Written names of cities, before they are checked.';
comment on column staging.city_name.row_number is 'Line in city_name_variants.csv.';
comment on column staging.city_name.city_code is 'BPS code of the city that is meant.';
comment on column staging.city_name.written_name is 'The name as it was found.';
comment on column staging.city_name.source is 'Where it was found.';

create table core.city_name (
    written_name text primary key,
    city_code text not null references core.city on delete cascade,
    name_key text not null,
    source text not null
);
create index on core.city_name (name_key);
comment on table core.city_name is 'Spellings of the names of the cities as found in the wild, beside the official ones of core.city.';
comment on column core.city_name.written_name is 'The name as it was found.';
comment on column core.city_name.city_code is 'BPS code of the city that is meant.';
comment on column core.city_name.name_key is 'The name stripped to its letters and digits, without the word Kota.';
comment on column core.city_name.source is 'Where it was found.';

alter table staging.submission
add column declared_city_code text,
add column city_state text check (city_state in ('resolved', 'regency', 'ambiguous', 'unknown')),
add column city_reason text;
comment on column staging.submission.declared_city_code is 'BPS code of the city that code and name written mean, of the cycle or not; null unless city_state is resolved.';
comment on column staging.submission.city_state is 'Whether code and name written mean one city: resolved, regency, ambiguous or unknown; null where the file could not be read.';
comment on column staging.submission.city_reason is 'Why: name_and_code, name, code or confirmed (resolved); regency; shared_name, two_registers or code_and_name (ambiguous); unknown_name, unknown_code or nothing_written (unknown).';

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
