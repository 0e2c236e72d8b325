create table staging.submission_comparison (
    cycle_year integer not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    peers integer,
    peer_median double precision,
    peer_deviation double precision,
    earlier_value double precision,
    earlier_year integer,
    earlier_source text,
    official_value double precision,
    suspicion text check (suspicion in ('lost_sign', 'lost_decimal', 'swapped')),
    swapped_city_code text,
    broken_part text,
    broken_sum text,
    broken_requirement text,
    evidence_city_code text,
    note_city_code text,
    primary key (cycle_year, file_hash, sheet, row_number)
);

comment on table staging.submission_comparison is 'What an answered row looks like beside other cities, earlier years, official statistics and the answers next to it.';
comment on column staging.submission_comparison.cycle_year is 'Cycle.';
comment on column staging.submission_comparison.file_hash is 'The file.';
comment on column staging.submission_comparison.sheet is 'Sheet.';
comment on column staging.submission_comparison.row_number is 'Row in the sheet.';
comment on column staging.submission_comparison.peers is 'Cities of the same class that answered the same question.';
comment on column staging.submission_comparison.peer_median is 'Median of their answers; null where they are too few.';
comment on column staging.submission_comparison.peer_deviation is '1.4826 times the median absolute deviation of their answers; null where they are too few or it is 0.';
comment on column staging.submission_comparison.earlier_value is 'Newest value of the city for an earlier year: an earlier cycle or the official statistic of the same thing.';
comment on column staging.submission_comparison.earlier_year is 'Year of that value.';
comment on column staging.submission_comparison.earlier_source is 'Where it stands.';
comment on column staging.submission_comparison.official_value is 'Official value of the same thing for the same year.';
comment on column staging.submission_comparison.suspicion is 'What would explain a strange value: lost_sign, lost_decimal or swapped; null where nothing does.';
comment on column staging.submission_comparison.swapped_city_code is 'City of the province whose value fits here, as this one fits there.';
comment on column staging.submission_comparison.broken_part is 'Relations of the kind part that the file breaks by this answer.';
comment on column staging.submission_comparison.broken_sum is 'Relations of the kind sum that the file breaks by this answer.';
comment on column staging.submission_comparison.broken_requirement is 'Relations of the kind requires that the file breaks by this answer.';
comment on column staging.submission_comparison.evidence_city_code is 'Another city that gave the same evidence.';
comment on column staging.submission_comparison.note_city_code is 'Another city that wrote the same note.';
