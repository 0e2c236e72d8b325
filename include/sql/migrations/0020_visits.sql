-- Nominees, visits, findings.

-- the shortlist ------------------------------------------------------------------------------

create table staging.nominee (
    cycle_year integer not null,
    city_code text not null,
    class_code text not null,
    place integer,
    is_in boolean not null,
    rank integer not null,
    score double precision not null,
    rank_low integer,
    rank_high integer,
    probability_in double precision,
    is_tied_at_cut boolean not null,
    is_close_to_cut boolean not null,
    excluded_because text,
    excluded_by text,
    run_id bigint not null,
    primary key (cycle_year, city_code)
);
comment on table staging.nominee is 'The proposal of a shortlist: every ranked city of the cycle in the order of its class, those in, those out and those excluded. Dropped once it is rejected.';
comment on column staging.nominee.cycle_year is 'Cycle.';
comment on column staging.nominee.city_code is 'BPS code.';
comment on column staging.nominee.class_code is 'Class.';
comment on column staging.nominee.place is 'Place on the shortlist, from 1; null for a city that is out or excluded.';
comment on column staging.nominee.is_in is 'Proposed as a nominee.';
comment on column staging.nominee.rank is 'Place in the class in the first stage; ties share the smaller.';
comment on column staging.nominee.score is 'Score of the first stage.';
comment on column staging.nominee.rank_low is 'Best place to expect; null without an uncertainty run.';
comment on column staging.nominee.rank_high is 'Worst place to expect; null without an uncertainty run.';
comment on column staging.nominee.probability_in is 'Probability of a place not after that of the last city in; null without an uncertainty run.';
comment on column staging.nominee.is_tied_at_cut is 'Has the rank of the last city in and shares it with a city that is out: the declared rule chose.';
comment on column staging.nominee.is_close_to_cut is 'Its tie group, or its rank, has cities that are in and cities that are out.';
comment on column staging.nominee.excluded_because is 'Reason of the exclusion; null for a city that is not excluded.';
comment on column staging.nominee.excluded_by is 'Who excluded it.';
comment on column staging.nominee.run_id is 'Scoring run that it comes from.';

create table core.nominee (
    cycle_year integer not null,
    city_code text not null references core.city,
    class_code text not null,
    place integer not null,
    score double precision,
    rank_low integer,
    rank_high integer,
    probability_in double precision,
    run_id bigint,
    decision_id bigint,
    primary key (cycle_year, city_code)
);
comment on table core.nominee is 'The cities that a person approved as nominees: they are surveyed, visited and ranked first.';
comment on column core.nominee.cycle_year is 'Cycle.';
comment on column core.nominee.city_code is 'BPS code.';
comment on column core.nominee.class_code is 'Class.';
comment on column core.nominee.place is 'Place on the shortlist of its class, from 1.';
comment on column core.nominee.score is 'Score of the first stage when it was proposed.';
comment on column core.nominee.rank_low is 'Best place to expect; null without an uncertainty run.';
comment on column core.nominee.rank_high is 'Worst place to expect; null without an uncertainty run.';
comment on column core.nominee.probability_in is 'Probability of a place not after that of the last city in; null without an uncertainty run.';
comment on column core.nominee.run_id is 'Scoring run that the proposal came from; it may be replaced since.';
comment on column core.nominee.decision_id is 'The approval in ops.decision, whose rows stay for ever: who, when and why.';

-- visits: raw ----------------------------------------------------------------------------------

create table raw.visit_reading (
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
comment on table raw.visit_reading is 'One row per file of findings that was opened, readable or not.';
comment on column raw.visit_reading.cycle_year is 'Cycle.';
comment on column raw.visit_reading.file_hash is 'The file.';
comment on column raw.visit_reading.rows_received is 'Filled rows as counted by the independent reader.';
comment on column raw.visit_reading.rows_read is 'Filled rows that the loader read.';
comment on column raw.visit_reading.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';
comment on column raw.visit_reading.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column raw.visit_reading.unreadable_cell is 'Cell at fault, where one is.';
comment on column raw.visit_reading.unreadable_found is 'What was found there.';
comment on column raw.visit_reading.read_at is 'When it was read.';

create table raw.visit_row (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_text text,
    indicator_text text,
    claimed_text text,
    observed_text text,
    adjusted_text text,
    reason_text text,
    evidence_text text,
    assessor_text text,
    reviewer_text text,
    visited_on_text text,
    origin_text text,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table raw.visit_row is 'One row per filled row of a file of findings, exactly as written.';
comment on column raw.visit_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.visit_row.file_hash is 'The file.';
comment on column raw.visit_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.visit_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.visit_row.cell is 'Cell of the observed value, for example D12.';
comment on column raw.visit_row.city_text is 'City code as written.';
comment on column raw.visit_row.indicator_text is 'Indicator code as written.';
comment on column raw.visit_row.claimed_text is 'Claimed value as written.';
comment on column raw.visit_row.observed_text is 'Observed value as written.';
comment on column raw.visit_row.adjusted_text is 'Adjusted value as written.';
comment on column raw.visit_row.reason_text is 'Reason as written.';
comment on column raw.visit_row.evidence_text is 'Evidence as written.';
comment on column raw.visit_row.assessor_text is 'Code of the assessor as written.';
comment on column raw.visit_row.reviewer_text is 'Code of the second reviewer as written.';
comment on column raw.visit_row.visited_on_text is 'Day of the visit as written.';
comment on column raw.visit_row.origin_text is 'Declared origin of the row: simulated or blank.';

-- visits: staging ------------------------------------------------------------------------------

create table staging.visit_file (
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
comment on table staging.visit_file is 'The files of findings of a cycle that were read, before they are checked.';
comment on column staging.visit_file.cycle_year is 'Cycle.';
comment on column staging.visit_file.file_hash is 'The file.';
comment on column staging.visit_file.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column staging.visit_file.folder_city_code is 'Name of the drop folder, which is the code of its city; null where it lies in none.';
comment on column staging.visit_file.received_at is 'When it was first delivered.';
comment on column staging.visit_file.rows_received is 'Filled rows as counted by the independent reader.';
comment on column staging.visit_file.rows_read is 'Filled rows that the loader read.';
comment on column staging.visit_file.unreadable_rule is 'Why it could not be opened: too_large, not_a_workbook, no_header; null if it was read.';
comment on column staging.visit_file.unreadable_sheet is 'Sheet at fault, where one is.';
comment on column staging.visit_file.unreadable_cell is 'Cell at fault, where one is.';
comment on column staging.visit_file.unreadable_found is 'What was found there.';

create table staging.visit_finding (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    folder_city_code text,
    received_at timestamptz not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    city_code text,
    indicator_code text,
    claimed_text text,
    claimed double precision,
    observed_text text,
    observed double precision,
    adjusted_text text,
    adjusted double precision,
    reason text,
    evidence text,
    assessor text,
    reviewer text,
    visited_text text,
    visited_on date,
    is_in_phase boolean not null,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash, sheet, row_number)
);
comment on table staging.visit_finding is 'The rows of the files of findings, typed, before they are checked.';
comment on column staging.visit_finding.cycle_year is 'Cycle.';
comment on column staging.visit_finding.file_hash is 'The file.';
comment on column staging.visit_finding.file_name is 'Path below the inbox of the cycle.';
comment on column staging.visit_finding.folder_city_code is 'Name of the drop folder.';
comment on column staging.visit_finding.received_at is 'When the file was first delivered.';
comment on column staging.visit_finding.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column staging.visit_finding.row_number is 'Row in the sheet, counted from 1.';
comment on column staging.visit_finding.cell is 'Cell of the observed value.';
comment on column staging.visit_finding.city_code is 'City code without the spaces around it.';
comment on column staging.visit_finding.indicator_code is 'Indicator code without the spaces around it.';
comment on column staging.visit_finding.claimed_text is 'Claimed value as written; null where none is.';
comment on column staging.visit_finding.claimed is 'Claimed value; null where it is no number.';
comment on column staging.visit_finding.observed_text is 'Observed value as written; null where none is.';
comment on column staging.visit_finding.observed is 'Observed value in the unit of the indicator; null where it is no number.';
comment on column staging.visit_finding.adjusted_text is 'Adjusted value as written; null where none is.';
comment on column staging.visit_finding.adjusted is 'Adjusted value in the unit of the indicator; null where it is no number.';
comment on column staging.visit_finding.reason is 'Reason; null where none is written.';
comment on column staging.visit_finding.evidence is 'Evidence: document, address or file of a photo; null where none is named.';
comment on column staging.visit_finding.assessor is 'Code of the assessor who saw it.';
comment on column staging.visit_finding.reviewer is 'Code of the second reviewer who confirms it; null where nobody did yet.';
comment on column staging.visit_finding.visited_text is 'Day of the visit as written; null where none is.';
comment on column staging.visit_finding.visited_on is 'Day of the visit; null where it is no day.';
comment on column staging.visit_finding.is_in_phase is 'The day lies in the phase visits of the calendar.';
comment on column staging.visit_finding.is_simulated is 'The row declares itself simulated.';

-- visits: core ---------------------------------------------------------------------------------

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
comment on column core.visit_finding.value is 'Value that scores with origin visit; null while no second person confirmed it, and where the claim stands.';
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

create view core.visit_claim as
select
    finding.cycle_year,
    finding.city_code,
    city.city_name,
    finding.indicator_code,
    indicator.name_id,
    indicator.name_en,
    claim.value as claimed,
    assessed.value as assessed,
    finding.observed,
    finding.adjusted,
    finding.value,
    case
        when finding.value is null and finding.adjusted is null and claim.value is not null then 'claim stands'
        when finding.reviewer is null then 'to be confirmed'
        when claim.value is null then 'observed'
        when finding.value < claim.value then 'lowered'
        when finding.value > claim.value then 'raised'
        else 'confirmed'
    end as state,
    finding.reason,
    finding.evidence,
    finding.assessor,
    finding.reviewer,
    finding.visited_on,
    finding.is_simulated
from core.visit_finding as finding
join core.city as city using (city_code)
join core.cycle_indicator as indicator using (cycle_year, indicator_code)
left join core.indicator_value as claim
    on claim.cycle_year = finding.cycle_year and claim.city_code = finding.city_code
    and claim.indicator_code = finding.indicator_code and claim.origin = 'submitted'
left join core.indicator_value as assessed
    on assessed.cycle_year = finding.cycle_year and assessed.city_code = finding.city_code
    and assessed.indicator_code = finding.indicator_code and assessed.origin = 'assessed';
comment on view core.visit_claim is 'One row per finding beside the claim that it is about, which stays in core.indicator_value: claim stands, to be confirmed, observed (nothing was claimed), lowered, raised or confirmed.';

-- evidence of visits ---------------------------------------------------------------------------

create table core.visit_evidence (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    city_code text references core.city,
    kind text not null check (kind in ('photo', 'minutes')),
    state text not null check (state in ('accepted', 'flagged', 'refused')),
    problem text,
    message_id text,
    message_en text,
    taken_at timestamp,
    latitude double precision,
    longitude double precision,
    distance_km double precision,
    allowed_km double precision,
    is_simulated boolean not null,
    primary key (cycle_year, file_hash),
    check ((state = 'accepted') = (problem is null))
);
comment on table core.visit_evidence is 'Photos and minutes of visits, known by their hash: each file that was received is accepted, flagged or refused.';
comment on column core.visit_evidence.cycle_year is 'Cycle.';
comment on column core.visit_evidence.file_hash is 'SHA-256 of the file as archived.';
comment on column core.visit_evidence.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column core.visit_evidence.received_at is 'When it was first delivered.';
comment on column core.visit_evidence.city_code is 'BPS code of the nominee in whose folder it lies; null where that is none.';
comment on column core.visit_evidence.kind is 'photo, or minutes (any other file).';
comment on column core.visit_evidence.state is 'accepted; flagged (kept, to be asked about); refused (proves nothing).';
comment on column core.visit_evidence.problem is 'Code of what is wrong with it; null if nothing is.';
comment on column core.visit_evidence.message_id is 'The same in Indonesian, with what to do.';
comment on column core.visit_evidence.message_en is 'The same in English.';
comment on column core.visit_evidence.taken_at is 'When the photo was taken by its EXIF, local time of the camera; null without.';
comment on column core.visit_evidence.latitude is 'Where it was taken by its EXIF, degrees north (WGS 84); null without.';
comment on column core.visit_evidence.longitude is 'The same, degrees east.';
comment on column core.visit_evidence.distance_km is 'From the point of the city, km along the great circle; null without a place.';
comment on column core.visit_evidence.allowed_km is 'Distance beyond which it is asked about: cycle.yaml, visits.photo; null for minutes.';
comment on column core.visit_evidence.is_simulated is 'The file says that it is simulated, in its name or in the EXIF description.';
