-- Maturity levels, innovations and the signed seal of a workbook.

-- what a file says beside its answers -----------------------------------------------------------

alter table raw.file_reading add column innovations_received integer not null default 0;
alter table raw.file_reading add column innovations_read integer not null default 0;
alter table raw.file_reading add column sealed_city_code text;
comment on column raw.file_reading.innovations_received is 'Rows of the list of innovations as counted by an independent reader of the archived file.';
comment on column raw.file_reading.innovations_read is 'Rows of the list of innovations that the loader wrote to raw.innovation_row.';
comment on column raw.file_reading.sealed_city_code is 'City for which the secretariat made the seal; null unless its signature fits the cycle and framework hash written. Judged when the file was read.';

-- files read before seals were signed keep the verdict that they had
update raw.file_reading
set sealed_city_code = btrim(city_code_text)
where
    btrim(seal_text) = left(encode(sha256(convert_to(
        concat_ws('|', btrim(cycle_text), btrim(city_code_text), btrim(framework_hash_text)), 'UTF8'
    )), 'hex'), 16);

alter table staging.submission add column innovations_received integer not null default 0;
alter table staging.submission add column innovations_read integer not null default 0;
comment on column staging.submission.innovations_received is 'Rows of the list of innovations, counted independently.';
comment on column staging.submission.innovations_read is 'Rows of the list of innovations that the loader read.';
comment on column staging.submission.is_seal_valid is 'The seal is the signature of the secretariat over the city that the file is from, its cycle and framework hash.';

-- what a cycle freezes ---------------------------------------------------------------------------

create table core.cycle_maturity (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    level integer not null check (level between 1 and 5),
    statement_id text not null,
    statement_en text not null,
    evidence_id text not null,
    evidence_en text not null,
    provenance text not null,
    primary key (cycle_year, indicator_code, level)
);
comment on table core.cycle_maturity is 'The levels of the maturity indicators of the primary framework as frozen when the cycle opened.';
comment on column core.cycle_maturity.cycle_year is 'Cycle.';
comment on column core.cycle_maturity.indicator_code is 'Maturity indicator.';
comment on column core.cycle_maturity.level is '1 to 5.';
comment on column core.cycle_maturity.statement_id is 'What is true of a city at this level, in Indonesian.';
comment on column core.cycle_maturity.statement_en is 'The same in English.';
comment on column core.cycle_maturity.evidence_id is 'Evidence that the level requires, in Indonesian; empty at level 1.';
comment on column core.cycle_maturity.evidence_en is 'The same in English.';
comment on column core.cycle_maturity.provenance is 'Where statement and evidence come from.';

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

-- innovations ------------------------------------------------------------------------------------

create table raw.innovation_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    name_text text,
    domain_text text,
    what_text text,
    since_text text,
    users_text text,
    evidence_text text,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table raw.innovation_row is 'One row per filled row of the list of innovations of a submitted file, exactly as written.';
comment on column raw.innovation_row.cycle_year is 'Cycle.';
comment on column raw.innovation_row.file_hash is 'The file.';
comment on column raw.innovation_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.innovation_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.innovation_row.cell is 'Cell of the name, for example A7.';
comment on column raw.innovation_row.name_text is 'Name as written.';
comment on column raw.innovation_row.domain_text is 'Domain as written.';
comment on column raw.innovation_row.what_text is 'What it does, as written.';
comment on column raw.innovation_row.since_text is 'Since when, as written.';
comment on column raw.innovation_row.users_text is 'Users, as written.';
comment on column raw.innovation_row.evidence_text is 'Evidence as written.';

create table staging.innovation (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_code text,
    name text,
    domain_text text,
    domain_code text,
    what_it_does text,
    since_text text,
    since_year integer,
    users text,
    evidence text,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table staging.innovation is 'One row per innovation of every file that could be read, typed; still to be checked.';
comment on column staging.innovation.cycle_year is 'Cycle.';
comment on column staging.innovation.file_hash is 'The file.';
comment on column staging.innovation.file_name is 'Path below the inbox of the cycle.';
comment on column staging.innovation.sheet is 'Sheet.';
comment on column staging.innovation.row_number is 'Row in the sheet.';
comment on column staging.innovation.cell is 'Cell of the name.';
comment on column staging.innovation.city_code is 'BPS code; null where the file could not be attributed.';
comment on column staging.innovation.name is 'Name; null where none is written.';
comment on column staging.innovation.domain_text is 'Domain as written.';
comment on column staging.innovation.domain_code is 'Domain of the cycle that it is; null where it is none.';
comment on column staging.innovation.what_it_does is 'What it does.';
comment on column staging.innovation.since_text is 'Since when, as written.';
comment on column staging.innovation.since_year is 'Year since when; null where it is none.';
comment on column staging.innovation.users is 'Who uses it and how many.';
comment on column staging.innovation.evidence is 'Evidence.';
comment on column staging.innovation.is_simulated is 'The file declares itself simulated.';

create table core.innovation (
    cycle_year integer not null,
    city_code text not null references core.city,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    name text not null,
    domain_code text,
    what_it_does text,
    since_year integer,
    users text,
    evidence text,
    is_simulated boolean not null,
    primary key (cycle_year, city_code, sheet, row_number)
);
comment on table core.innovation is 'The inventory of innovations and programmes: those of the newest accepted file of each city.';
comment on column core.innovation.cycle_year is 'Cycle.';
comment on column core.innovation.city_code is 'BPS code.';
comment on column core.innovation.file_hash is 'File that it came in.';
comment on column core.innovation.sheet is 'Sheet.';
comment on column core.innovation.row_number is 'Row in the sheet.';
comment on column core.innovation.name is 'Name.';
comment on column core.innovation.domain_code is 'Domain (a dimension of the framework); null where none was chosen.';
comment on column core.innovation.what_it_does is 'What it does, as the city says.';
comment on column core.innovation.since_year is 'Year in which it started; null where none is given.';
comment on column core.innovation.users is 'Who uses it and how many, as the city says.';
comment on column core.innovation.evidence is 'Evidence.';
comment on column core.innovation.is_simulated is 'The file declares itself simulated.';

-- the ledger counts them -------------------------------------------------------------------------

alter table quality.ledger drop constraint ledger_layer_check;
alter table quality.ledger add constraint ledger_layer_check check (layer in ('file', 'row', 'innovation'));
comment on column quality.ledger.layer is 'file (deliveries of that content), row (answered rows) or innovation (rows of its list of innovations, where it has any).';
alter table quality.rejected_row drop constraint rejected_row_layer_check;
alter table quality.rejected_row add constraint rejected_row_layer_check check (layer in ('file', 'row', 'innovation'));
comment on column quality.rejected_row.layer is 'file where the whole file is refused, row where one answer is, innovation where one row of that list is.';
