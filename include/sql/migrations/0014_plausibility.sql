-- What plausibility rules of submitted answers compare with.
create table core.cycle_plausibility (
    cycle_year integer not null references ops.cycle,
    indicator_code text not null,
    min_peers integer,
    outlier_deviations double precision,
    middle_deviations double precision,
    jump_points double precision,
    jump_factor double precision,
    official_code text,
    official_tolerance_pct double precision,
    copied_characters integer,
    primary key (cycle_year, indicator_code)
);
comment on table core.cycle_plausibility is 'How far a submitted answer may be from its peers, from earlier years and from official statistics before it is asked about; frozen when the cycle opens.';
comment on column core.cycle_plausibility.cycle_year is 'Cycle.';
comment on column core.cycle_plausibility.indicator_code is 'Indicator.';
comment on column core.cycle_plausibility.min_peers is 'Fewest answers of the class that a comparison within it needs; null where cities are not compared.';
comment on column core.cycle_plausibility.outlier_deviations is 'Deviations (1.4826 times the median absolute deviation) from the median of the class beyond which an answer is an outlier.';
comment on column core.cycle_plausibility.middle_deviations is 'Deviations from the median of the class within which an answer lies in its middle.';
comment on column core.cycle_plausibility.jump_points is 'Largest change from the earlier value in units of the indicator; null where none is declared.';
comment on column core.cycle_plausibility.jump_factor is 'Largest quotient of the value and the earlier value, either way; null where none is declared.';
comment on column core.cycle_plausibility.official_code is 'Official statistic that measures the same thing; null where there is none.';
comment on column core.cycle_plausibility.official_tolerance_pct is 'Largest difference from the official value of the same year, in per cent of it.';
comment on column core.cycle_plausibility.copied_characters is 'Shortest evidence or note that no two cities write alike by chance.';

create table core.cycle_relation (
    cycle_year integer not null references ops.cycle,
    relation_code text not null,
    kind text not null check (kind in ('part', 'sum', 'requires')),
    whole_code text not null,
    part_codes text[] not null,
    tolerance double precision not null,
    primary key (cycle_year, relation_code)
);
comment on table core.cycle_relation is 'What answers to several questions have to do with one another; frozen when the cycle opens.';
comment on column core.cycle_relation.cycle_year is 'Cycle.';
comment on column core.cycle_relation.relation_code is 'Name of the relation.';
comment on column core.cycle_relation.kind is 'part: the parts together are at most the whole; sum: they add up to it; requires: a part above 0 needs a whole above 0.';
comment on column core.cycle_relation.whole_code is 'Indicator of the whole.';
comment on column core.cycle_relation.part_codes is 'Indicators of the parts.';
comment on column core.cycle_relation.tolerance is 'Difference that rounding explains, in the unit of the whole.';

create table core.cycle_unit (
    cycle_year integer not null references ops.cycle,
    unit text not null,
    written text not null,
    factor double precision not null check (factor > 0),
    primary key (cycle_year, unit, written)
);
comment on table core.cycle_unit is 'Unit words that may stand behind a number, by the unit that the indicator asks for; frozen when the cycle opens.';
comment on column core.cycle_unit.cycle_year is 'Cycle.';
comment on column core.cycle_unit.unit is 'Unit of the indicator.';
comment on column core.cycle_unit.written is 'What cities write behind the number, in lower case with single spaces.';
comment on column core.cycle_unit.factor is 'The value is the number written times this.';

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
