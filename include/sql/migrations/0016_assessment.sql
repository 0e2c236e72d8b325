-- Desk assessment: the level that assessors give to a maturity answer.

-- who reads ------------------------------------------------------------------------------------

create table ops.assessor (
    cycle_year integer not null references ops.cycle,
    assessor text not null,
    name text not null,
    registered_at timestamptz not null default now(),
    primary key (cycle_year, assessor)
);
comment on table ops.assessor is 'The assessors of a cycle, as the secretariat registered them.';
comment on column ops.assessor.cycle_year is 'Cycle.';
comment on column ops.assessor.assessor is 'Code of the assessor, as written in assessments.';
comment on column ops.assessor.name is 'Name of the person.';
comment on column ops.assessor.registered_at is 'When the register was loaded.';

create table ops.assessor_conflict (
    cycle_year integer not null,
    assessor text not null,
    city_code text not null references core.city,
    reason text not null,
    primary key (cycle_year, assessor, city_code),
    foreign key (cycle_year, assessor) references ops.assessor on delete cascade
);
comment on table ops.assessor_conflict is 'Declared conflicts of interest: the cities that an assessor may not read.';
comment on column ops.assessor_conflict.cycle_year is 'Cycle.';
comment on column ops.assessor_conflict.assessor is 'Assessor.';
comment on column ops.assessor_conflict.city_code is 'BPS code of the city.';
comment on column ops.assessor_conflict.reason is 'What the conflict is, as declared.';

-- raw ------------------------------------------------------------------------------------------

create table raw.assessment_reading (
    cycle_year integer not null,
    file_hash text not null,
    rows_received integer not null,
    rows_read integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    primary key (cycle_year, file_hash)
);
comment on table raw.assessment_reading is 'What opening a file of assessments gave: its number of rows, or why it could not be read.';
comment on column raw.assessment_reading.cycle_year is 'Cycle.';
comment on column raw.assessment_reading.file_hash is 'The file.';
comment on column raw.assessment_reading.rows_received is 'Filled rows as counted by an independent reader of the archived file, not by the loader.';
comment on column raw.assessment_reading.rows_read is 'Filled rows that the loader wrote to raw.assessment_row.';
comment on column raw.assessment_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';
comment on column raw.assessment_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.assessment_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.assessment_reading.unreadable_found is 'What was found there.';
comment on column raw.assessment_reading.read_at is 'When it was read.';

create table raw.assessment_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code_text text,
    indicator_code_text text,
    assessor_text text,
    level_text text,
    reason_text text,
    evidence_seen_text text,
    read_at_text text,
    origin_text text,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table raw.assessment_row is 'One row per filled row of a file of assessments, exactly as written.';
comment on column raw.assessment_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.assessment_row.file_hash is 'The file.';
comment on column raw.assessment_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.assessment_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.assessment_row.cell is 'Cell of the level, for example E12.';
comment on column raw.assessment_row.cycle_text is 'Cycle as written.';
comment on column raw.assessment_row.city_code_text is 'City code as written.';
comment on column raw.assessment_row.indicator_code_text is 'Indicator code as written.';
comment on column raw.assessment_row.assessor_text is 'Assessor as written.';
comment on column raw.assessment_row.level_text is 'Level as written.';
comment on column raw.assessment_row.reason_text is 'Reason as written.';
comment on column raw.assessment_row.evidence_seen_text is 'Evidence that the assessor saw, as written.';
comment on column raw.assessment_row.read_at_text is 'When the assessor read the answer, as written.';
comment on column raw.assessment_row.origin_text is 'Declared origin of the row: simulated or blank.';

-- staging --------------------------------------------------------------------------------------

create table staging.assessment_file (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    rows_received integer not null,
    rows_read integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    primary key (cycle_year, file_hash)
);
comment on table staging.assessment_file is 'The files of assessments of a cycle that were read, before they are checked.';
comment on column staging.assessment_file.cycle_year is 'Cycle.';
comment on column staging.assessment_file.file_hash is 'The file.';
comment on column staging.assessment_file.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column staging.assessment_file.received_at is 'When it was first delivered.';
comment on column staging.assessment_file.rows_received is 'Filled rows as counted by the independent reader.';
comment on column staging.assessment_file.rows_read is 'Filled rows that the loader read.';
comment on column staging.assessment_file.unreadable_rule is 'Why it could not be opened; null if it was read.';
comment on column staging.assessment_file.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column staging.assessment_file.unreadable_cell is 'Cell at fault, where one is.';
comment on column staging.assessment_file.unreadable_found is 'What was found there.';

create table staging.assessment (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code text,
    indicator_code text,
    assessor text,
    level_text text,
    level integer,
    reason text,
    evidence_seen text,
    read_at_text text,
    read_at timestamptz,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table staging.assessment is 'The rows of the files of assessments, typed, before they are checked.';
comment on column staging.assessment.cycle_year is 'Cycle.';
comment on column staging.assessment.file_hash is 'The file.';
comment on column staging.assessment.file_name is 'Path below the inbox of the cycle.';
comment on column staging.assessment.received_at is 'When the file was first delivered.';
comment on column staging.assessment.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column staging.assessment.row_number is 'Row in the sheet, counted from 1.';
comment on column staging.assessment.cell is 'Cell of the level.';
comment on column staging.assessment.cycle_text is 'Cycle as written.';
comment on column staging.assessment.city_code is 'City code without the spaces around it.';
comment on column staging.assessment.indicator_code is 'Indicator code without the spaces around it.';
comment on column staging.assessment.assessor is 'Assessor without the spaces around it.';
comment on column staging.assessment.level_text is 'Level as written.';
comment on column staging.assessment.level is 'Level; null where it is no whole number.';
comment on column staging.assessment.reason is 'Reason; null where none is written.';
comment on column staging.assessment.evidence_seen is 'Evidence that the assessor saw; null where none is written.';
comment on column staging.assessment.read_at_text is 'When the answer was read, as written.';
comment on column staging.assessment.read_at is 'The same as an instant (Asia/Jakarta where no zone is written); null where it cannot be read.';
comment on column staging.assessment.is_simulated is 'The row declares itself simulated.';

-- core -----------------------------------------------------------------------------------------

create table core.assessment (
    cycle_year integer not null,
    city_code text not null references core.city,
    indicator_code text not null,
    assessor text not null,
    reader integer not null,
    level integer not null,
    reason text,
    evidence_seen text,
    read_at timestamptz,
    is_simulated boolean not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    primary key (cycle_year, city_code, indicator_code, assessor)
);
comment on table core.assessment is 'The level that counts of each assessor and maturity question of a city: the newest that was not refused.';
comment on column core.assessment.cycle_year is 'Cycle.';
comment on column core.assessment.city_code is 'BPS code.';
comment on column core.assessment.indicator_code is 'Maturity question.';
comment on column core.assessment.assessor is 'Assessor.';
comment on column core.assessment.reader is '1, 2, 3: in the order in which the assessors first delivered a level for this question.';
comment on column core.assessment.level is 'Level 1 to 5.';
comment on column core.assessment.reason is 'Reason; null where none is given.';
comment on column core.assessment.evidence_seen is 'Evidence that the assessor saw; null where none is given.';
comment on column core.assessment.read_at is 'When the answer was read.';
comment on column core.assessment.is_simulated is 'True for a simulated assessment.';
comment on column core.assessment.file_hash is 'File that it came in.';
comment on column core.assessment.sheet is 'Sheet.';
comment on column core.assessment.row_number is 'Row in the sheet.';
comment on column core.assessment.cell is 'Cell of the level.';

alter table core.indicator_value drop constraint indicator_value_origin_check;
alter table core.indicator_value add constraint indicator_value_origin_check
check (origin in ('submitted', 'assessed', 'survey', 'visit'));
comment on column core.indicator_value.origin is 'submitted (what the city claims), assessed (the level of a maturity answer that its readers came to), survey or visit.';
comment on column scoring.selected.origin is 'official, submitted, assessed, survey or visit.';

-- quality --------------------------------------------------------------------------------------

create table quality.assessment_state (
    cycle_year integer not null,
    city_code text not null,
    indicator_code text not null,
    state text not null check (state in ('single', 'agreed', 'third_needed', 'settled')),
    readers integer not null,
    lowest_level integer not null,
    highest_level integer not null,
    claimed_level integer,
    assessed_level integer,
    primary key (cycle_year, city_code, indicator_code)
);
comment on table quality.assessment_state is 'How far the assessment of each maturity answer is; rebuilt with the cycle. Without an assessed level the claim scores as a claim.';
comment on column quality.assessment_state.cycle_year is 'Cycle.';
comment on column quality.assessment_state.city_code is 'BPS code.';
comment on column quality.assessment_state.indicator_code is 'Maturity question.';
comment on column quality.assessment_state.state is 'single (a reader is missing), agreed (two readers near enough), third_needed (too far apart, open), settled (by a third reader).';
comment on column quality.assessment_state.readers is 'Number of assessors whose level counts.';
comment on column quality.assessment_state.lowest_level is 'Lowest level given.';
comment on column quality.assessment_state.highest_level is 'Highest level given.';
comment on column quality.assessment_state.claimed_level is 'Level that the city claims.';
comment on column quality.assessment_state.assessed_level is 'Level that scores, by the rule in cycle.yaml; null while the question is open.';

create table quality.assessor_agreement (
    cycle_year integer not null,
    indicator_code text not null,
    pairs integer not null,
    exact_pct double precision not null,
    within_one_pct double precision not null,
    weighted_kappa double precision,
    note text not null,
    primary key (cycle_year, indicator_code)
);
comment on table quality.assessor_agreement is 'Agreement of first and second readers, per maturity question and over all of them; rebuilt with the cycle.';
comment on column quality.assessor_agreement.cycle_year is 'Cycle.';
comment on column quality.assessor_agreement.indicator_code is 'Maturity question; all over all of them.';
comment on column quality.assessor_agreement.pairs is 'Number of answers that two assessors read.';
comment on column quality.assessor_agreement.exact_pct is 'Share of the pairs with the same level, per cent.';
comment on column quality.assessor_agreement.within_one_pct is 'Share of the pairs whose levels are at most one apart, per cent.';
comment on column quality.assessor_agreement.weighted_kappa is 'Cohen kappa with quadratic weights, 1 being full agreement and 0 that of chance; null where it does not exist.';
comment on column quality.assessor_agreement.note is 'Why there is no kappa; empty where there is one.';

-- mart -----------------------------------------------------------------------------------------

alter table mart.ranking add column assessed_pct double precision not null default 0;
comment on column mart.ranking.assessed_pct is 'Share of the weight from maturity levels that assessors gave, percent.';
comment on column mart.ranking.submitted_pct is 'Share of the weight from the submission of the city that no assessor settled, percent.';
comment on column mart.ranking.imputed_pct is 'Share of the weight that is imputed, percent. The six origins add up to coverage_pct.';

comment on column mart.indicator_value.origin is 'official, submitted, assessed, survey, visit or imputed; null where missing.';

-- select t.* takes up the columns of its time
create or replace view mart.current_ranking as
select t.* from mart.ranking as t join mart.release as r using (release_id) where r.state = 'current';
