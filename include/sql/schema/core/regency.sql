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
