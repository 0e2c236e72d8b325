-- The citizen survey: sampling files, answers as they came in (pseudonymised), answers that count.

-- raw ----------------------------------------------------------------------------------------------

create table raw.survey_reading (
    cycle_year integer not null,
    file_hash text not null,
    wave text not null,
    kind text not null check (kind in ('responses', 'sampling')),
    archive_hash text not null,
    mapping text not null,
    rows_received integer not null,
    rows_read integer not null,
    rows_stored integer not null,
    no_consent integer not null,
    misshapen integer not null,
    dropped_columns integer not null,
    unreadable_rule text,
    unreadable_found text,
    read_at timestamptz not null default now(),
    primary key (cycle_year, file_hash)
);
comment on table raw.survey_reading is 'What reading a file of the survey gave: its numbers, or why it could not be read.';
comment on column raw.survey_reading.cycle_year is 'Cycle.';
comment on column raw.survey_reading.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_reading.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column raw.survey_reading.kind is 'responses or sampling.';
comment on column raw.survey_reading.archive_hash is 'SHA-256 of what the archive keeps: the pseudonymised export, or the sampling file itself.';
comment on column raw.survey_reading.mapping is 'Mapping by which the columns were found: form, or the name of a file in include/forms/mappings.';
comment on column raw.survey_reading.rows_received is 'Records as counted by an independent reader of the original, not by the loader; 1 for a sampling file.';
comment on column raw.survey_reading.rows_read is 'Records that the loader came by: stored, without consent, and misshapen.';
comment on column raw.survey_reading.rows_stored is 'Records in raw.survey_row.';
comment on column raw.survey_reading.no_consent is 'Records without consent: counted, and nothing of them stored.';
comment on column raw.survey_reading.misshapen is 'Records with another number of cells than the heading: counted with their places in raw.survey_misshapen.';
comment on column raw.survey_reading.dropped_columns is 'Columns that no mapping declares (names, notes, positions): not stored.';
comment on column raw.survey_reading.unreadable_rule is 'Why it could not be read; null if it was.';
comment on column raw.survey_reading.unreadable_found is 'What was found.';
comment on column raw.survey_reading.read_at is 'When it was read.';

create table raw.survey_misshapen (
    cycle_year integer not null,
    file_hash text not null,
    row_number integer not null,
    cells integer not null,
    cells_expected integer not null,
    primary key (cycle_year, file_hash, row_number)
);
comment on table raw.survey_misshapen is 'Records of an export with another number of cells than its heading; what they hold is not stored, since nobody knows which cell is a name.';
comment on column raw.survey_misshapen.cycle_year is 'Cycle.';
comment on column raw.survey_misshapen.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_misshapen.row_number is 'Record of the file, the heading being 1.';
comment on column raw.survey_misshapen.cells is 'Cells that it has.';
comment on column raw.survey_misshapen.cells_expected is 'Cells that the heading has.';

create table raw.survey_sampling (
    cycle_year integer not null,
    file_hash text not null,
    wave text not null,
    content jsonb not null,
    primary key (cycle_year, file_hash)
);
comment on table raw.survey_sampling is 'Sampling files that hold.';
comment on column raw.survey_sampling.cycle_year is 'Cycle.';
comment on column raw.survey_sampling.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_sampling.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column raw.survey_sampling.content is 'The file as read.';

create table raw.survey_row (
    cycle_year integer not null,
    file_hash text not null,
    row_number integer not null,
    response_id text,
    city_text text,
    wave_text text,
    stratum_text text,
    psu_text text,
    mode_text text,
    age_group_text text,
    sex_text text,
    district_text text,
    weight_text text,
    version_text text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_text text,
    ended_text text,
    submitted_text text,
    origin_text text,
    answer smallint[] not null,
    out_of_scale_text text
) partition by list (cycle_year);
comment on table raw.survey_row is 'One row per record of an export with consent, pseudonymised while it streamed in. Partitioned by cycle.';
comment on column raw.survey_row.cycle_year is 'Cycle.';
comment on column raw.survey_row.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_row.row_number is 'Record of the file, the heading being 1.';
comment on column raw.survey_row.response_id is 'Keyed hash of the response''s uuid; null where it has none.';
comment on column raw.survey_row.city_text is 'City as written; the code where the name is that of a city.';
comment on column raw.survey_row.wave_text is 'Wave as written; null where the export has no such column.';
comment on column raw.survey_row.stratum_text is 'Stratum as written.';
comment on column raw.survey_row.psu_text is 'Primary sampling unit as written.';
comment on column raw.survey_row.mode_text is 'Mode as written.';
comment on column raw.survey_row.age_group_text is 'Age group as written.';
comment on column raw.survey_row.sex_text is 'Sex as written.';
comment on column raw.survey_row.district_text is 'District as written.';
comment on column raw.survey_row.weight_text is 'Base weight as written.';
comment on column raw.survey_row.version_text is 'Version of the form as written.';
comment on column raw.survey_row.enumerator_hash is 'Keyed hash of the enumerator.';
comment on column raw.survey_row.device_hash is 'Keyed hash of the device.';
comment on column raw.survey_row.phone_hash is 'Keyed hash of the phone number.';
comment on column raw.survey_row.started_text is 'Start of the interview as written.';
comment on column raw.survey_row.ended_text is 'End of the interview as written.';
comment on column raw.survey_row.submitted_text is 'Submission as written.';
comment on column raw.survey_row.origin_text is 'Declared origin: simulated or blank.';
comment on column raw.survey_row.answer is 'Answers in the order of the framework''s survey items; null for missing, don''t know, refused or out of scale.';
comment on column raw.survey_row.out_of_scale_text is 'First item and answer that is neither on the scale nor a missing code; null where there is none.';
create table raw.survey_row_other partition of raw.survey_row default;
comment on table raw.survey_row_other is 'What raw.survey_row has no partition of its cycle for.';
comment on column raw.survey_row_other.cycle_year is 'Cycle.';
comment on column raw.survey_row_other.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_row_other.row_number is 'Record of the file, the heading being 1.';
comment on column raw.survey_row_other.response_id is 'Keyed hash of the response''s uuid; null where it has none.';
comment on column raw.survey_row_other.city_text is 'City as written; the code where the name is that of a city.';
comment on column raw.survey_row_other.wave_text is 'Wave as written; null where the export has no such column.';
comment on column raw.survey_row_other.stratum_text is 'Stratum as written.';
comment on column raw.survey_row_other.psu_text is 'Primary sampling unit as written.';
comment on column raw.survey_row_other.mode_text is 'Mode as written.';
comment on column raw.survey_row_other.age_group_text is 'Age group as written.';
comment on column raw.survey_row_other.sex_text is 'Sex as written.';
comment on column raw.survey_row_other.district_text is 'District as written.';
comment on column raw.survey_row_other.weight_text is 'Base weight as written.';
comment on column raw.survey_row_other.version_text is 'Version of the form as written.';
comment on column raw.survey_row_other.enumerator_hash is 'Keyed hash of the enumerator.';
comment on column raw.survey_row_other.device_hash is 'Keyed hash of the device.';
comment on column raw.survey_row_other.phone_hash is 'Keyed hash of the phone number.';
comment on column raw.survey_row_other.started_text is 'Start of the interview as written.';
comment on column raw.survey_row_other.ended_text is 'End of the interview as written.';
comment on column raw.survey_row_other.submitted_text is 'Submission as written.';
comment on column raw.survey_row_other.origin_text is 'Declared origin: simulated or blank.';
comment on column raw.survey_row_other.answer is 'Answers in the order of the framework''s survey items; null for missing, don''t know, refused or out of scale.';
comment on column raw.survey_row_other.out_of_scale_text is 'First item and answer that is neither on the scale nor a missing code; null where there is none.';

-- staging ------------------------------------------------------------------------------------------

create table staging.survey_file (
    cycle_year integer not null,
    file_hash text not null,
    file_name text not null,
    received_at timestamptz not null,
    wave text not null,
    kind text not null,
    rows_received integer not null,
    rows_read integer not null,
    no_consent integer not null,
    misshapen integer not null,
    is_wave_sampled boolean not null,
    unreadable_rule text,
    unreadable_found text,
    primary key (cycle_year, file_hash)
);
comment on table staging.survey_file is 'The files of the survey that were read, before they are checked.';
comment on column staging.survey_file.cycle_year is 'Cycle.';
comment on column staging.survey_file.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column staging.survey_file.file_name is 'Path below the inbox of the cycle, of its first delivery.';
comment on column staging.survey_file.received_at is 'When it was first delivered.';
comment on column staging.survey_file.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column staging.survey_file.kind is 'responses or sampling.';
comment on column staging.survey_file.rows_received is 'Records as counted by the independent reader.';
comment on column staging.survey_file.rows_read is 'Records that the loader came by.';
comment on column staging.survey_file.no_consent is 'Records without consent.';
comment on column staging.survey_file.misshapen is 'Records with another number of cells than the heading.';
comment on column staging.survey_file.is_wave_sampled is 'The wave has a sampling file that holds.';
comment on column staging.survey_file.unreadable_rule is 'Why it could not be read; null if it was.';
comment on column staging.survey_file.unreadable_found is 'What was found.';

create table staging.survey_response (
    cycle_year integer not null,
    city_code text not null,
    wave text not null,
    response_id text,
    file_hash text not null,
    row_number integer not null,
    received_at timestamptz not null,
    copy_in_file integer not null,
    wave_text text,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight_text text,
    weight double precision,
    version text,
    enumerator_hash text,
    device_hash text,
    phone_hash text,
    started_at timestamptz,
    ended_at timestamptz,
    submitted_text text,
    submitted_at timestamptz,
    is_simulated boolean not null,
    answer smallint[] not null,
    out_of_scale_text text
) partition by list (cycle_year);
comment on table staging.survey_response is 'The records of the survey''s exports, typed, before they are checked. Partitioned by cycle.';
comment on column staging.survey_response.cycle_year is 'Cycle.';
comment on column staging.survey_response.city_code is 'BPS code.';
comment on column staging.survey_response.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column staging.survey_response.response_id is 'Keyed hash of the uuid.';
comment on column staging.survey_response.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column staging.survey_response.row_number is 'Record of the file, the heading being 1.';
comment on column staging.survey_response.received_at is 'When the export was first delivered.';
comment on column staging.survey_response.copy_in_file is '1 for the first record of this uuid in its file, 2 for the second.';
comment on column staging.survey_response.wave_text is 'Wave as written in the record.';
comment on column staging.survey_response.stratum is 'Stratum.';
comment on column staging.survey_response.psu is 'Primary sampling unit.';
comment on column staging.survey_response.mode is 'Mode; that of the sampling file where the record has none.';
comment on column staging.survey_response.age_group is 'Age group.';
comment on column staging.survey_response.sex is 'Sex.';
comment on column staging.survey_response.district is 'District.';
comment on column staging.survey_response.weight_text is 'Base weight as written.';
comment on column staging.survey_response.weight is 'Base weight; null where none is written.';
comment on column staging.survey_response.version is 'Version of the form.';
comment on column staging.survey_response.enumerator_hash is 'Keyed hash of the enumerator.';
comment on column staging.survey_response.device_hash is 'Keyed hash of the device.';
comment on column staging.survey_response.phone_hash is 'Keyed hash of the phone number.';
comment on column staging.survey_response.started_at is 'Start of the interview.';
comment on column staging.survey_response.ended_at is 'End of the interview.';
comment on column staging.survey_response.submitted_text is 'Submission as written.';
comment on column staging.survey_response.submitted_at is 'Submission; null where it cannot be read.';
comment on column staging.survey_response.is_simulated is 'The record declares itself simulated.';
comment on column staging.survey_response.answer is 'Answers in the order of core.survey_item.';
comment on column staging.survey_response.out_of_scale_text is 'First item and answer out of scale; null where there is none.';
create table staging.survey_response_other partition of staging.survey_response default;
comment on table staging.survey_response_other is 'What staging.survey_response has no partition of its cycle for.';
comment on column staging.survey_response_other.cycle_year is 'Cycle.';
comment on column staging.survey_response_other.city_code is 'BPS code.';
comment on column staging.survey_response_other.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column staging.survey_response_other.response_id is 'Keyed hash of the uuid.';
comment on column staging.survey_response_other.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column staging.survey_response_other.row_number is 'Record of the file, the heading being 1.';
comment on column staging.survey_response_other.received_at is 'When the export was first delivered.';
comment on column staging.survey_response_other.copy_in_file is '1 for the first record of this uuid in its file, 2 for the second.';
comment on column staging.survey_response_other.wave_text is 'Wave as written in the record.';
comment on column staging.survey_response_other.stratum is 'Stratum.';
comment on column staging.survey_response_other.psu is 'Primary sampling unit.';
comment on column staging.survey_response_other.mode is 'Mode; that of the sampling file where the record has none.';
comment on column staging.survey_response_other.age_group is 'Age group.';
comment on column staging.survey_response_other.sex is 'Sex.';
comment on column staging.survey_response_other.district is 'District.';
comment on column staging.survey_response_other.weight_text is 'Base weight as written.';
comment on column staging.survey_response_other.weight is 'Base weight; null where none is written.';
comment on column staging.survey_response_other.version is 'Version of the form.';
comment on column staging.survey_response_other.enumerator_hash is 'Keyed hash of the enumerator.';
comment on column staging.survey_response_other.device_hash is 'Keyed hash of the device.';
comment on column staging.survey_response_other.phone_hash is 'Keyed hash of the phone number.';
comment on column staging.survey_response_other.started_at is 'Start of the interview.';
comment on column staging.survey_response_other.ended_at is 'End of the interview.';
comment on column staging.survey_response_other.submitted_text is 'Submission as written.';
comment on column staging.survey_response_other.submitted_at is 'Submission; null where it cannot be read.';
comment on column staging.survey_response_other.is_simulated is 'The record declares itself simulated.';
comment on column staging.survey_response_other.answer is 'Answers in the order of core.survey_item.';
comment on column staging.survey_response_other.out_of_scale_text is 'First item and answer out of scale; null where there is none.';

-- core ---------------------------------------------------------------------------------------------

create table core.survey_item (
    cycle_year integer not null,
    item text not null,
    position integer not null,
    indicator_code text not null,
    scale_min integer not null,
    scale_max integer not null,
    direction integer not null,
    primary key (cycle_year, item)
);
comment on table core.survey_item is 'The questions of the cycle''s survey, from survey_items.csv of its framework.';
comment on column core.survey_item.cycle_year is 'Cycle.';
comment on column core.survey_item.item is 'Item.';
comment on column core.survey_item.position is 'Its place in the arrays of answers, from 1.';
comment on column core.survey_item.indicator_code is 'Survey indicator that it belongs to.';
comment on column core.survey_item.scale_min is 'Lowest answer.';
comment on column core.survey_item.scale_max is 'Highest answer.';
comment on column core.survey_item.direction is '1 where more is better, -1 where less is.';

create table core.survey_wave (
    cycle_year integer not null,
    wave text not null,
    pool_weight double precision not null,
    mode text not null,
    target_n integer not null,
    form_versions text[] not null,
    file_hash text not null,
    is_simulated boolean not null,
    primary key (cycle_year, wave)
);
comment on table core.survey_wave is 'The waves of a cycle''s survey, from the newest sampling file of each that holds.';
comment on column core.survey_wave.cycle_year is 'Cycle.';
comment on column core.survey_wave.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_wave.pool_weight is 'Weight of the wave where waves are pooled, as declared.';
comment on column core.survey_wave.mode is 'Mode of answering.';
comment on column core.survey_wave.target_n is 'Answers aimed at per city.';
comment on column core.survey_wave.form_versions is 'Versions of the form that the wave uses; empty where any will do.';
comment on column core.survey_wave.file_hash is 'The sampling file.';
comment on column core.survey_wave.is_simulated is 'The sampling file declares itself simulated.';

create table core.survey_stratum (
    cycle_year integer not null,
    wave text not null,
    city_code text not null,
    stratum text not null,
    psu_count integer not null,
    population bigint not null,
    sampled_psu integer not null,
    target_n integer not null,
    psus text[] not null,
    primary key (cycle_year, wave, city_code, stratum)
);
comment on table core.survey_stratum is 'The frame of a wave: its strata in every city.';
comment on column core.survey_stratum.cycle_year is 'Cycle.';
comment on column core.survey_stratum.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_stratum.city_code is 'BPS code.';
comment on column core.survey_stratum.stratum is 'Stratum.';
comment on column core.survey_stratum.psu_count is 'Primary sampling units in the frame.';
comment on column core.survey_stratum.population is 'Persons in the frame.';
comment on column core.survey_stratum.sampled_psu is 'Primary sampling units drawn.';
comment on column core.survey_stratum.target_n is 'Answers aimed at.';
comment on column core.survey_stratum.psus is 'The units drawn by name; empty where the file does not list them.';

create table core.survey_margin (
    cycle_year integer not null,
    wave text not null,
    city_code text not null,
    margin text not null check (margin in ('age_sex', 'age', 'sex')),
    category text not null,
    population bigint not null,
    source text not null,
    vintage integer,
    primary key (cycle_year, wave, city_code, margin, category)
);
comment on table core.survey_margin is 'Known population totals that weights are calibrated to.';
comment on column core.survey_margin.cycle_year is 'Cycle.';
comment on column core.survey_margin.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_margin.city_code is 'BPS code.';
comment on column core.survey_margin.margin is 'age_sex, age or sex.';
comment on column core.survey_margin.category is 'Category; age and sex joined with a plus sign.';
comment on column core.survey_margin.population is 'Persons.';
comment on column core.survey_margin.source is 'Where the figure is from.';
comment on column core.survey_margin.vintage is 'Year of the figure; null where its source is undated.';

create table core.survey_response (
    cycle_year integer not null,
    city_code text not null,
    wave text not null,
    response_id text not null,
    stratum text,
    psu text,
    mode text,
    age_group text,
    sex text,
    district text,
    weight double precision,
    is_counted boolean not null,
    is_simulated boolean not null,
    answer smallint[] not null,
    submitted_at timestamptz,
    file_hash text not null,
    primary key (city_code, cycle_year, wave, response_id)
) partition by list (cycle_year);
comment on table core.survey_response is 'One answered questionnaire: the newest export of it that was not refused. Partitioned by cycle, keyed by city first.';
comment on column core.survey_response.cycle_year is 'Cycle.';
comment on column core.survey_response.city_code is 'BPS code.';
comment on column core.survey_response.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_response.response_id is 'Keyed hash of the uuid.';
comment on column core.survey_response.stratum is 'Stratum.';
comment on column core.survey_response.psu is 'Primary sampling unit.';
comment on column core.survey_response.mode is 'Mode of answering.';
comment on column core.survey_response.age_group is 'Age group.';
comment on column core.survey_response.sex is 'Sex: L or P.';
comment on column core.survey_response.district is 'District.';
comment on column core.survey_response.weight is 'Base weight; null where it follows from the sampling file.';
comment on column core.survey_response.is_counted is 'False where a declared rule of honesty excludes it.';
comment on column core.survey_response.is_simulated is 'True for a simulated answer.';
comment on column core.survey_response.answer is 'Answers in the order of core.survey_item.position; null for missing, don''t know or refused.';
comment on column core.survey_response.submitted_at is 'When it was submitted.';
comment on column core.survey_response.file_hash is 'SHA-256 of the export that it came in.';
create table core.survey_response_other partition of core.survey_response default;
comment on table core.survey_response_other is 'What core.survey_response has no partition of its cycle for.';
comment on column core.survey_response_other.cycle_year is 'Cycle.';
comment on column core.survey_response_other.city_code is 'BPS code.';
comment on column core.survey_response_other.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column core.survey_response_other.response_id is 'Keyed hash of the uuid.';
comment on column core.survey_response_other.stratum is 'Stratum.';
comment on column core.survey_response_other.psu is 'Primary sampling unit.';
comment on column core.survey_response_other.mode is 'Mode of answering.';
comment on column core.survey_response_other.age_group is 'Age group.';
comment on column core.survey_response_other.sex is 'Sex: L or P.';
comment on column core.survey_response_other.district is 'District.';
comment on column core.survey_response_other.weight is 'Base weight; null where it follows from the sampling file.';
comment on column core.survey_response_other.is_counted is 'False where a declared rule of honesty excludes it.';
comment on column core.survey_response_other.is_simulated is 'True for a simulated answer.';
comment on column core.survey_response_other.answer is 'Answers in the order of core.survey_item.position; null for missing, don''t know or refused.';
comment on column core.survey_response_other.submitted_at is 'When it was submitted.';
comment on column core.survey_response_other.file_hash is 'SHA-256 of the export that it came in.';

-- quality ------------------------------------------------------------------------------------------

create table quality.survey_flag (
    cycle_year integer not null,
    city_code text not null,
    wave text not null,
    response_id text not null,
    rule text not null,
    is_excluding boolean not null,
    found_text text not null,
    primary key (city_code, cycle_year, wave, response_id, rule)
);
comment on table quality.survey_flag is 'Answers that a rule of honesty flags; rebuilt with the cycle.';
comment on column quality.survey_flag.cycle_year is 'Cycle.';
comment on column quality.survey_flag.city_code is 'BPS code.';
comment on column quality.survey_flag.wave is 'Wave of the survey: the folder of the inbox that its files lie in.';
comment on column quality.survey_flag.response_id is 'Keyed hash of the uuid.';
comment on column quality.survey_flag.rule is 'Rule under survey.honesty of cycle.yaml.';
comment on column quality.survey_flag.is_excluding is 'True where the rule excludes what it flags.';
comment on column quality.survey_flag.found_text is 'What was found.';

create view quality.survey_honesty as
select
    cycle_year,
    wave,
    rule,
    is_excluding,
    count(distinct city_code) as cities,
    count(*) as answers
from quality.survey_flag
group by cycle_year, wave, rule, is_excluding;
comment on view quality.survey_honesty is 'How many answers each rule of honesty flags, by wave, and whether it excludes them.';
comment on column quality.survey_honesty.cycle_year is 'Cycle.';
comment on column quality.survey_honesty.wave is 'Wave.';
comment on column quality.survey_honesty.rule is 'Rule under survey.honesty of cycle.yaml.';
comment on column quality.survey_honesty.is_excluding is 'True where the rule excludes what it flags.';
comment on column quality.survey_honesty.cities is 'Cities with such answers.';
comment on column quality.survey_honesty.answers is 'Answers flagged.';
