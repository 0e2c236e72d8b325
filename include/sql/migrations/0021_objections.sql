-- Objections, decisions that cannot be changed, two stages of the ranking.

-- ops ------------------------------------------------------------------------------------------

create function ops.refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception using
        errcode = 'RK002',
        message = concat(
            tg_table_schema, '.', tg_table_name, ' is append-only: ', tg_op,
            ' is refused. Add a row that says what holds now.'
        );
end
$$;
comment on function ops.refuse_change() is 'Trigger: refuses to change or to remove what was decided, whoever asks.';

create trigger append_only before update or delete or truncate on ops.decision
for each statement execute function ops.refuse_change();

-- scoring: two stages --------------------------------------------------------------------------

alter table scoring.run drop constraint run_kind_check;
alter table scoring.run add constraint run_kind_check
check (kind in ('cycle', 'first_stage', 'bridge', 'what_if', 'ad_hoc'));
alter table scoring.run add column first_run_id bigint references scoring.run on delete set null;
comment on column scoring.run.kind is 'cycle, first_stage (the same without what only nominees have evidence of), bridge, what_if or ad_hoc; only cycle reaches mart.';
comment on column scoring.run.first_run_id is 'Run of the first stage that the nominees of this run are compared with; null where there is one stage.';

alter table scoring.run_unit add column is_nominee boolean not null default false;
comment on column scoring.run_unit.is_nominee is 'A nominee: scored on all origins and ranked before the others, who stand on those of the first stage. False for all: one stage.';

comment on column scoring.selected.origin is 'official, submitted, assessed, survey, visit or objection.';
comment on column scoring.rank.rank is 'Place of each unit, in the order of run_unit.place: best is 1, nominees before the others; ties share the smaller; null without a score or below the coverage threshold.';

-- mart: two stages -----------------------------------------------------------------------------

alter table mart.ranking
add column objection_pct double precision not null default 0,
add column is_nominee boolean not null default false,
add column first_stage_score double precision,
add column first_stage_rank_in_class integer;
comment on column mart.ranking.objection_pct is 'Share of the weight from values that the city objected with and that were accepted, percent.';
comment on column mart.ranking.imputed_pct is 'Share of the weight that is imputed, percent. The seven origins add up to coverage_pct.';
comment on column mart.ranking.is_nominee is 'A nominee: ranked before the others of its class, on survey and visits too.';
comment on column mart.ranking.first_stage_score is 'Score of the first stage, without survey and visits; null where there is one stage.';
comment on column mart.ranking.first_stage_rank_in_class is 'Place in the class in the first stage, nominees or not; null where there is one stage, or without a place.';
comment on column mart.ranking.rank_in_class is 'Place in the class, nominees first; ties share the smaller; null below the coverage threshold.';
comment on column mart.ranking.rank_overall is 'Place among all cities, nominees first; null below the coverage threshold.';

comment on column mart.indicator_value.origin is 'official, submitted, assessed, survey, visit, objection or imputed; null where missing.';

create table mart.stage_change (
    release_id text not null references mart.release on delete cascade,
    cycle_year integer not null,
    framework_id text not null,
    class_code text not null,
    city_code text not null,
    city_name text not null,
    is_nominee boolean not null,
    first_stage_score double precision,
    first_stage_rank_in_class integer,
    score double precision,
    rank_in_class integer,
    score_change double precision,
    survey_points double precision not null,
    visit_points double precision not null,
    other_points double precision,
    primary key (release_id, city_code)
);
comment on table mart.stage_change is 'What changed between the two stages of a release, per city; no rows where there is one stage.';
comment on column mart.stage_change.release_id is 'Release.';
comment on column mart.stage_change.cycle_year is 'Cycle.';
comment on column mart.stage_change.framework_id is 'Framework.';
comment on column mart.stage_change.class_code is 'Class.';
comment on column mart.stage_change.city_code is 'BPS code.';
comment on column mart.stage_change.city_name is 'Name.';
comment on column mart.stage_change.is_nominee is 'A nominee. The scores of the others are those of the first stage.';
comment on column mart.stage_change.first_stage_score is 'Score of the first stage; null without one.';
comment on column mart.stage_change.first_stage_rank_in_class is 'Place in the class in the first stage; null without one.';
comment on column mart.stage_change.score is 'Final score; null without one.';
comment on column mart.stage_change.rank_in_class is 'Final place in the class; null without one.';
comment on column mart.stage_change.score_change is 'Final score less that of the first stage: survey, visit and other points.';
comment on column mart.stage_change.survey_points is 'What the survey gave: final weight x (normalised value less what stood there before, or the score of the first stage where nothing did).';
comment on column mart.stage_change.visit_points is 'What the visits gave, likewise.';
comment on column mart.stage_change.other_points is 'The rest: the weights of what was there before are shared anew.';

-- select t.* takes up the columns of its time
create or replace view mart.current_ranking as
select t.* from mart.ranking as t join mart.release as r using (release_id) where r.state = 'current';
create view mart.current_stage_change as
select t.* from mart.stage_change as t join mart.release as r using (release_id) where r.state = 'current';
comment on view mart.current_stage_change is 'mart.stage_change of the releases in force.';

-- objections: raw ------------------------------------------------------------------------------

create table raw.objection_reading (
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
comment on table raw.objection_reading is 'One row per file of objections that was opened, readable or not.';
comment on column raw.objection_reading.cycle_year is 'Cycle.';
comment on column raw.objection_reading.file_hash is 'The file.';
comment on column raw.objection_reading.rows_received is 'Filled rows as counted by the independent reader.';
comment on column raw.objection_reading.rows_read is 'Filled rows that the loader read.';
comment on column raw.objection_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';
comment on column raw.objection_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.objection_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.objection_reading.unreadable_found is 'What was found there.';
comment on column raw.objection_reading.read_at is 'When it was read.';

create table raw.objection_row (
    objection_id bigint generated always as identity primary key,
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code_text text,
    indicator_code_text text,
    claimed_value_text text,
    reason_text text,
    evidence_text text,
    origin_text text,
    unique (cycle_year, file_hash, sheet, row_number)
);
comment on table raw.objection_row is 'One row per filled row of a file of objections, exactly as written.';
comment on column raw.objection_row.objection_id is 'Number of the objection, by which people name it: given once, when it is read.';
comment on column raw.objection_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.objection_row.file_hash is 'The file.';
comment on column raw.objection_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.objection_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.objection_row.cell is 'Cell of the claimed value, for example D12.';
comment on column raw.objection_row.cycle_text is 'Cycle as written.';
comment on column raw.objection_row.city_code_text is 'City code as written.';
comment on column raw.objection_row.indicator_code_text is 'Indicator code as written.';
comment on column raw.objection_row.claimed_value_text is 'Claimed value as written.';
comment on column raw.objection_row.reason_text is 'Reason as written.';
comment on column raw.objection_row.evidence_text is 'Evidence as written.';
comment on column raw.objection_row.origin_text is 'Declared origin of the row: simulated or blank.';

-- objections: staging --------------------------------------------------------------------------

create table staging.objection_file (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    received_at timestamptz not null,
    rows_received integer not null,
    rows_read integer not null,
    unreadable_rule text,
    unreadable_sheet text,
    unreadable_cell text,
    unreadable_found text,
    primary key (cycle_year, file_hash)
);
comment on table staging.objection_file is 'The files of objections of a cycle that were read, before they are checked.';
comment on column staging.objection_file.cycle_year is 'Cycle.';
comment on column staging.objection_file.file_hash is 'The file.';
comment on column staging.objection_file.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column staging.objection_file.folder_city_code is 'Name of the drop folder, which is the code of its city; null where it lies in none.';
comment on column staging.objection_file.received_at is 'When it was first delivered.';
comment on column staging.objection_file.rows_received is 'Filled rows as counted by the independent reader.';
comment on column staging.objection_file.rows_read is 'Filled rows that the loader read.';
comment on column staging.objection_file.unreadable_rule is 'Why it could not be opened; null if it was read.';
comment on column staging.objection_file.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column staging.objection_file.unreadable_cell is 'Cell at fault, where one is.';
comment on column staging.objection_file.unreadable_found is 'What was found there.';

create table staging.objection (
    objection_id bigint primary key,
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    received_at timestamptz not null,
    is_in_window boolean not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    cycle_text text,
    city_code text,
    indicator_code text,
    claimed_text text,
    claimed_value double precision,
    reason text,
    evidence text,
    is_simulated boolean not null
);
create index on staging.objection (cycle_year);
comment on table staging.objection is 'The rows of the files of objections, typed, before they are checked.';
comment on column staging.objection.objection_id is 'Number of the objection.';
comment on column staging.objection.cycle_year is 'Cycle.';
comment on column staging.objection.file_hash is 'The file.';
comment on column staging.objection.file_name is 'Path below the inbox of the cycle.';
comment on column staging.objection.folder_city_code is 'Name of the drop folder.';
comment on column staging.objection.received_at is 'When the file was first delivered.';
comment on column staging.objection.is_in_window is 'Delivered while the phase objections of the calendar is open.';
comment on column staging.objection.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column staging.objection.row_number is 'Row in the sheet, counted from 1.';
comment on column staging.objection.cell is 'Cell of the claimed value.';
comment on column staging.objection.cycle_text is 'Cycle as written.';
comment on column staging.objection.city_code is 'City code without the spaces around it.';
comment on column staging.objection.indicator_code is 'Indicator code without the spaces around it.';
comment on column staging.objection.claimed_text is 'Claimed value as written.';
comment on column staging.objection.claimed_value is 'Claimed value in the unit of the indicator; null where it is no number.';
comment on column staging.objection.reason is 'Reason; null where none is written.';
comment on column staging.objection.evidence is 'Evidence; null where none is written.';
comment on column staging.objection.is_simulated is 'The row declares itself simulated.';

-- objections: core -----------------------------------------------------------------------------

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

create table core.objection_decision (
    objection_id bigint primary key,
    cycle_year integer not null,
    decision_id bigint not null unique references ops.decision,
    outcome text not null check (outcome in ('accepted', 'rejected')),
    value double precision,
    reason text not null,
    decided_by text not null,
    second_by text not null,
    decided_at timestamptz not null default now(),
    check (lower(decided_by) <> lower(second_by)),
    check ((outcome = 'accepted') = (value is not null))
);
comment on table core.objection_decision is 'What two people decided on an objection, append-only; the same stands in ops.decision.';
comment on column core.objection_decision.objection_id is 'Objection: decided once.';
comment on column core.objection_decision.cycle_year is 'Cycle.';
comment on column core.objection_decision.decision_id is 'Its row in ops.decision.';
comment on column core.objection_decision.outcome is 'accepted or rejected.';
comment on column core.objection_decision.value is 'Value that scores from now on, in the unit of the indicator; null if rejected.';
comment on column core.objection_decision.reason is 'Reason, which the city reads.';
comment on column core.objection_decision.decided_by is 'Who decided.';
comment on column core.objection_decision.second_by is 'Who confirmed it: another person.';
comment on column core.objection_decision.decided_at is 'When.';

create trigger append_only before update or delete or truncate on core.objection_decision
for each statement execute function ops.refuse_change();

alter table core.indicator_value drop constraint indicator_value_origin_check;
alter table core.indicator_value add constraint indicator_value_origin_check
check (origin in ('submitted', 'assessed', 'survey', 'visit', 'objection'));
comment on column core.indicator_value.origin is 'submitted (what the city claims), assessed (the level of a maturity answer that its readers came to), survey, visit or objection (what a city objected with and was granted).';

create table quality.objection_effect (
    cycle_year integer not null,
    framework_id text not null,
    objection_id bigint not null,
    city_code text not null,
    indicator_code text not null,
    value_before double precision,
    origin_before text,
    value double precision not null,
    score_before double precision,
    score double precision,
    rank_before integer,
    rank integer,
    places_moved integer not null,
    primary key (cycle_year, framework_id, objection_id)
);
comment on table quality.objection_effect is 'What each accepted objection changed: the cycle scored without it beside the newest run. Rebuilt with the scores.';
comment on column quality.objection_effect.cycle_year is 'Cycle.';
comment on column quality.objection_effect.framework_id is 'Framework.';
comment on column quality.objection_effect.objection_id is 'Objection.';
comment on column quality.objection_effect.city_code is 'BPS code of the city that objected.';
comment on column quality.objection_effect.indicator_code is 'Indicator.';
comment on column quality.objection_effect.value_before is 'Value that scores without the objection; null if none does.';
comment on column quality.objection_effect.origin_before is 'Its origin.';
comment on column quality.objection_effect.value is 'Value that scores.';
comment on column quality.objection_effect.score_before is 'Score of the city without it.';
comment on column quality.objection_effect.score is 'Score of the city.';
comment on column quality.objection_effect.rank_before is 'Place in the class without it; null without one.';
comment on column quality.objection_effect.rank is 'Place in the class; null without one.';
comment on column quality.objection_effect.places_moved is 'Number of cities whose place it changes, that of the city included.';

comment on column mart.audit_removal.group_code is 'overall, or the group, for example besar; in two stages its nominees are a group of their own (besar, nominees).';
