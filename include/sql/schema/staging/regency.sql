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
