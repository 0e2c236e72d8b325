create table raw.survey_misshapen (
    cycle_year integer not null,
    file_hash text not null,
    reading integer not null,
    row_number integer not null,
    cells integer not null,
    cells_expected integer not null,
    primary key (cycle_year, file_hash, reading, row_number)
);

comment on table raw.survey_misshapen is 'Records of an export with another number of cells than its heading; what they hold is not stored, since nobody knows which cell is a name.';
comment on column raw.survey_misshapen.cycle_year is 'Cycle.';
comment on column raw.survey_misshapen.file_hash is 'SHA-256 of the export as the survey team holds it.';
comment on column raw.survey_misshapen.reading is 'Number of the reading of this file, from 1.';
comment on column raw.survey_misshapen.row_number is 'Record of the file, the heading being 1.';
comment on column raw.survey_misshapen.cells is 'Cells that it has.';
comment on column raw.survey_misshapen.cells_expected is 'Cells that the heading has.';
