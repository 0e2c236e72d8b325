-- Schemas in the order in which data flows; then what is frozen and decided, received, and typed.
create schema raw;
create schema staging;
create schema core;
create schema scoring;
create schema mart;
create schema quality;
create schema ops;

comment on schema raw is 'Every file and row as received, as text, append-only.';
comment on schema staging is 'Typed, named and checked; rebuilt from raw; what fails goes to quality.';
comment on schema core is 'One accepted value per cell, with its origin.';
comment on schema scoring is 'One table per step of the method, keyed by run.';
comment on schema mart is 'Releases: the only schema that BI tools, pages and packages read.';
comment on schema quality is 'Validation runs, rejected rows and the ledger that adds them up.';
comment on schema ops is 'Cycles, frozen choices, decisions and extensions.';

-- ops ------------------------------------------------------------------------------------------

create table ops.cycle (
    cycle_year integer primary key,
    title text not null,
    population_year integer not null,
    opened_at timestamptz not null,
    submission_opens_at timestamptz not null,
    submission_closes_at timestamptz not null,
    is_demo boolean not null,
    calendar_hash text not null default ''
);
comment on table ops.cycle is 'One row per rating cycle, written when the cycle opens.';
comment on column ops.cycle.cycle_year is 'Year of the cycle, its key everywhere.';
comment on column ops.cycle.title is 'Title of the cycle as people read it.';
comment on column ops.cycle.population_year is 'Year of the population that was frozen to make the classes.';
comment on column ops.cycle.opened_at is 'When cycle_open froze the cycle.';
comment on column ops.cycle.submission_opens_at is 'First instant at which a submission counts.';
comment on column ops.cycle.submission_closes_at is 'First instant at which a submission is late.';
comment on column ops.cycle.is_demo is 'True while a framework of the cycle is a demo.';
comment on column ops.cycle.calendar_hash is 'SHA-256 of cycle.yaml at the moment of freezing.';

create table ops.cycle_framework (
    cycle_year integer not null references ops.cycle,
    framework_id text not null,
    framework_hash text not null,
    is_primary boolean not null,
    frozen_at timestamptz not null,
    status text not null default 'demo' check (status in ('demo', 'frozen')),
    primary key (cycle_year, framework_id)
);
comment on table ops.cycle_framework is 'The frameworks by which a cycle is scored, frozen by their content hash.';
comment on column ops.cycle_framework.cycle_year is 'Cycle.';
comment on column ops.cycle_framework.framework_id is 'Folder name under include/frameworks.';
comment on column ops.cycle_framework.framework_hash is 'SHA-256 of the framework folder at the moment of freezing.';
comment on column ops.cycle_framework.is_primary is 'True for the framework whose indicators the cities are asked for.';
comment on column ops.cycle_framework.status is 'Status of the framework when it was frozen: a demo may be frozen anew.';
comment on column ops.cycle_framework.frozen_at is 'When the hash was frozen.';

create table ops.submission_extension (
    cycle_year integer not null references ops.cycle,
    city_code text not null,
    extended_until timestamptz not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz not null default now(),
    primary key (cycle_year, city_code, extended_until)
);
comment on table ops.submission_extension is 'Recorded extensions of the submission deadline; without one, late is kept but not counted.';
comment on column ops.submission_extension.cycle_year is 'Cycle.';
comment on column ops.submission_extension.city_code is 'BPS code of the city that got the extension.';
comment on column ops.submission_extension.extended_until is 'First instant at which a submission of this city is late.';
comment on column ops.submission_extension.reason is 'Why it was granted.';
comment on column ops.submission_extension.granted_by is 'Who granted it.';
comment on column ops.submission_extension.granted_at is 'When it was recorded.';

create table ops.decision (
    decision_id bigint generated always as identity primary key,
    cycle_year integer not null,
    kind text not null,
    subject text not null,
    outcome text not null,
    decided_by text not null,
    reason text not null,
    decided_at timestamptz not null default now()
);
comment on table ops.decision is 'Decisions of people, append-only.';
comment on column ops.decision.decision_id is 'Running number.';
comment on column ops.decision.cycle_year is 'Cycle.';
comment on column ops.decision.kind is 'What was decided: release, and later freeze, shortlist, objection.';
comment on column ops.decision.subject is 'What it is about, for example a release_id.';
comment on column ops.decision.outcome is 'The answer chosen.';
comment on column ops.decision.decided_by is 'Name of the person (or of the demo approver).';
comment on column ops.decision.reason is 'Reason given.';
comment on column ops.decision.decided_at is 'When the answer was given.';

-- raw ------------------------------------------------------------------------------------------

create table raw.file (
    cycle_year integer not null,
    file_hash text not null,
    dataset text not null,
    file_name text not null,
    folder_city_code text,
    size_bytes bigint not null,
    received_at timestamptz not null,
    archived_at timestamptz not null default now(),
    primary key (cycle_year, file_hash)
);
comment on table raw.file is 'One row per distinct content received for a cycle; the bytes lie in the archive under file_hash.';
comment on column raw.file.cycle_year is 'Cycle whose inbox it was found in.';
comment on column raw.file.file_hash is 'SHA-256 of the bytes, hexadecimal; also its name in the archive.';
comment on column raw.file.dataset is 'Which inbox it came by: submissions, and later survey, visits, objections.';
comment on column raw.file.file_name is 'Path below the inbox of the cycle under which it was first seen.';
comment on column raw.file.folder_city_code is 'Name of the folder that it lay in: the city whose drop folder it is; null outside one.';
comment on column raw.file.size_bytes is 'Size in bytes.';
comment on column raw.file.received_at is 'Modification time of the object in the inbox: when it was delivered.';
comment on column raw.file.archived_at is 'When the pipeline took it in.';

create table raw.receipt (
    cycle_year integer not null,
    dataset text not null,
    file_name text not null,
    size_bytes bigint not null,
    received_at timestamptz not null,
    file_hash text not null,
    seen_at timestamptz not null default now(),
    primary key (cycle_year, dataset, file_name, size_bytes, received_at)
);
comment on table raw.receipt is 'One row per delivery seen in an inbox, identical content included; what is here is not read again.';
comment on column raw.receipt.cycle_year is 'Cycle.';
comment on column raw.receipt.dataset is 'Inbox: submissions, and later survey, visits, objections.';
comment on column raw.receipt.file_name is 'Path below the inbox of the cycle.';
comment on column raw.receipt.size_bytes is 'Size in bytes.';
comment on column raw.receipt.received_at is 'Modification time of the object in the inbox.';
comment on column raw.receipt.file_hash is 'SHA-256 of the bytes.';
comment on column raw.receipt.seen_at is 'When the pipeline saw it.';

create table raw.file_reading (
    cycle_year integer not null,
    file_hash text not null,
    rows_received integer not null,
    rows_read integer not null,
    city_code_text text,
    city_name_text text,
    cycle_text text,
    framework_hash_text text,
    seal_text text,
    origin_text text,
    officer_text text,
    agency_text text,
    sign_off_text text,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    primary key (cycle_year, file_hash)
);
comment on table raw.file_reading is 'What opening a submitted file gave: its declared identity, its number of answers, or why it could not be read.';
comment on column raw.file_reading.cycle_year is 'Cycle.';
comment on column raw.file_reading.file_hash is 'The file.';
comment on column raw.file_reading.rows_received is 'Answered rows as counted by an independent reader of the archived file, not by the loader.';
comment on column raw.file_reading.rows_read is 'Answered rows that the loader wrote to raw.submission_row.';
comment on column raw.file_reading.city_code_text is 'City code as written in the file.';
comment on column raw.file_reading.city_name_text is 'City name as written in the file.';
comment on column raw.file_reading.cycle_text is 'Cycle as written in the file.';
comment on column raw.file_reading.framework_hash_text is 'Framework hash as written in the file.';
comment on column raw.file_reading.seal_text is 'Seal over city, cycle and framework hash as written in the file.';
comment on column raw.file_reading.origin_text is 'Declared origin of the file: simulated or blank.';
comment on column raw.file_reading.officer_text is 'Officer who filled it in, as written.';
comment on column raw.file_reading.agency_text is 'Agency of the officer, as written.';
comment on column raw.file_reading.sign_off_text is 'Who signed it off and when, as written.';
comment on column raw.file_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_identity_sheet, no_indicator_sheet, no_header; null if it was read.';
comment on column raw.file_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.file_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.file_reading.unreadable_found is 'What was found there.';
comment on column raw.file_reading.read_at is 'When it was read.';

create table raw.submission_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    indicator_code_text text not null,
    value_text text not null,
    is_number boolean not null,
    year_text text,
    agency_text text,
    evidence_text text,
    note_text text,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table raw.submission_row is 'One row per answered indicator row of a submitted file, exactly as written.';
comment on column raw.submission_row.cycle_year is 'Cycle.';
comment on column raw.submission_row.file_hash is 'The file.';
comment on column raw.submission_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.submission_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.submission_row.cell is 'Cell of the answer, for example E12.';
comment on column raw.submission_row.indicator_code_text is 'Indicator code as it stands in the row.';
comment on column raw.submission_row.value_text is 'Answer as written; the number of a number cell in the shortest form that reads back the same (at most 17 significant digits, with a point).';
comment on column raw.submission_row.is_number is 'The cell held a number, not text: a point in value_text is then decimal and nothing about it is ambiguous.';
comment on column raw.submission_row.year_text is 'Year of the data as written.';
comment on column raw.submission_row.agency_text is 'Source agency as written.';
comment on column raw.submission_row.evidence_text is 'Evidence as written.';
comment on column raw.submission_row.note_text is 'Note as written.';

create table raw.reference_row (
    file_name text not null,
    row_number integer not null,
    file_hash text not null,
    payload jsonb not null,
    loaded_at timestamptz not null default now(),
    primary key (file_name, file_hash, row_number)
);
comment on table raw.reference_row is 'One row per line of a file of include/reference, as text, append-only by file content.';
comment on column raw.reference_row.file_name is 'File under include/reference.';
comment on column raw.reference_row.row_number is 'Line in the file, the header being line 1.';
comment on column raw.reference_row.file_hash is 'SHA-256 of the file.';
comment on column raw.reference_row.payload is 'Column name to text.';
comment on column raw.reference_row.loaded_at is 'When it was first loaded.';

-- staging --------------------------------------------------------------------------------------

create table staging.city (
    row_number integer primary key,
    city_code text,
    kemendagri_code text,
    city_name text,
    province text,
    latitude double precision,
    longitude double precision,
    area_km2 double precision,
    is_autonomous boolean,
    namesake_regency_code text,
    source text,
    licence text
);
comment on table staging.city is 'The city register, typed, before it is checked.';
comment on column staging.city.row_number is 'Line in cities.csv.';
comment on column staging.city.city_code is 'BPS code, four digits.';
comment on column staging.city.kemendagri_code is 'Code of the Ministry of Home Affairs, nn.nn; its digits differ from BPS for 19 cities.';
comment on column staging.city.city_name is 'Official name, beginning with Kota.';
comment on column staging.city.province is 'Province.';
comment on column staging.city.latitude is 'Degrees north.';
comment on column staging.city.longitude is 'Degrees east.';
comment on column staging.city.area_km2 is 'Area in square kilometres.';
comment on column staging.city.is_autonomous is 'True for the 93 cities that take part; false for the five of DKI Jakarta.';
comment on column staging.city.namesake_regency_code is 'BPS code of the regency of the same name, where there is one.';
comment on column staging.city.source is 'Source of the row.';
comment on column staging.city.licence is 'Licence note of the source.';

create table staging.population (
    row_number integer primary key,
    city_code text,
    year integer,
    population double precision,
    source text,
    licence text
);
comment on table staging.population is 'Yearly populations, typed, before they are checked.';
comment on column staging.population.row_number is 'Line in populations.csv.';
comment on column staging.population.city_code is 'BPS code.';
comment on column staging.population.year is 'Year of the projection, mid-year.';
comment on column staging.population.population is 'Persons.';
comment on column staging.population.source is 'Source of the row.';
comment on column staging.population.licence is 'Licence note of the source.';

create table staging.official_statistic (
    row_number integer primary key,
    city_code text,
    indicator_code text,
    year integer,
    value double precision,
    unit text,
    source text,
    licence text
);
comment on table staging.official_statistic is 'Official statistics, typed, before they are checked.';
comment on column staging.official_statistic.row_number is 'Line in official_statistics.csv.';
comment on column staging.official_statistic.city_code is 'BPS code.';
comment on column staging.official_statistic.indicator_code is 'Name of the statistic, shared with the frameworks.';
comment on column staging.official_statistic.year is 'Year that the value describes.';
comment on column staging.official_statistic.value is 'Value in the unit.';
comment on column staging.official_statistic.unit is 'Unit.';
comment on column staging.official_statistic.source is 'Source of the row.';
comment on column staging.official_statistic.licence is 'Licence note of the source.';

create table staging.submission (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    city_code_text text,
    city_name_text text,
    city_code text,
    cycle_text text,
    framework_hash_text text,
    framework_hash text not null,
    is_seal_valid boolean not null,
    received_at timestamptz not null,
    deadline_at timestamptz not null,
    rows_received integer not null,
    rows_read integer not null,
    is_simulated boolean not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    primary key (cycle_year, file_hash)
);
comment on table staging.submission is 'One row per file of a cycle: what it declares beside what is expected; still to be checked.';
comment on column staging.submission.cycle_year is 'Cycle.';
comment on column staging.submission.file_hash is 'The file.';
comment on column staging.submission.file_name is 'Path below the inbox of the cycle.';
comment on column staging.submission.folder_city_code is 'City whose drop folder it lay in; null outside one.';
comment on column staging.submission.city_code_text is 'City code as written in the file.';
comment on column staging.submission.city_name_text is 'City name as written in the file.';
comment on column staging.submission.city_code is 'BPS code of the city that it is from; null where the code written is no city of the cycle.';
comment on column staging.submission.cycle_text is 'Cycle as written in the file.';
comment on column staging.submission.framework_hash_text is 'Framework hash as written in the file.';
comment on column staging.submission.framework_hash is 'Hash of the primary framework frozen for the cycle.';
comment on column staging.submission.is_seal_valid is 'The seal fits the city code, cycle and framework hash written.';
comment on column staging.submission.received_at is 'When it was delivered.';
comment on column staging.submission.deadline_at is 'First instant at which a file of this city is late, extensions included.';
comment on column staging.submission.rows_received is 'Answered rows, counted independently.';
comment on column staging.submission.rows_read is 'Answered rows that the loader read.';
comment on column staging.submission.is_simulated is 'The file declares itself simulated.';
comment on column staging.submission.unreadable_rule is 'Why it could not be opened; null if it could.';
comment on column staging.submission.unreadable_sheet is 'Sheet at fault.';
comment on column staging.submission.unreadable_cell is 'Cell at fault.';
comment on column staging.submission.unreadable_found is 'What was found there.';

create table staging.submission_value (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_code text,
    indicator_code text,
    value_text text not null,
    value double precision,
    status text not null,
    parse_rule text,
    year_text text,
    year integer,
    agency text,
    evidence text,
    note text,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table staging.submission_value is 'One row per answered row of every file that could be read, typed; still to be checked.';
comment on column staging.submission_value.cycle_year is 'Cycle.';
comment on column staging.submission_value.file_hash is 'The file.';
comment on column staging.submission_value.file_name is 'Path below the inbox of the cycle.';
comment on column staging.submission_value.sheet is 'Sheet.';
comment on column staging.submission_value.row_number is 'Row in the sheet.';
comment on column staging.submission_value.cell is 'Cell of the answer.';
comment on column staging.submission_value.city_code is 'BPS code; null where the file could not be attributed.';
comment on column staging.submission_value.indicator_code is 'Indicator code, trimmed.';
comment on column staging.submission_value.value_text is 'What was written.';
comment on column staging.submission_value.value is 'What it became; null where it is no number or none is given.';
comment on column staging.submission_value.status is 'reported, missing, not_applicable, or unreadable.';
comment on column staging.submission_value.parse_rule is 'Rule by which value_text became value.';
comment on column staging.submission_value.year_text is 'Year as written.';
comment on column staging.submission_value.year is 'Year as read; null where it is none.';
comment on column staging.submission_value.agency is 'Source agency.';
comment on column staging.submission_value.evidence is 'Evidence.';
comment on column staging.submission_value.note is 'Note.';
comment on column staging.submission_value.is_simulated is 'The file declares itself simulated.';
