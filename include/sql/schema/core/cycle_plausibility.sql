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
