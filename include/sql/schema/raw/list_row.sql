create sequence raw.list_number;

create table raw.list_row (
    cycle_year integer not null,
    dataset text not null,
    file_hash text not null,
    sheet text not null,
    row_number integer not null,
    cell text not null,
    written jsonb not null,
    number_columns text[] not null default '{}',
    number bigint unique,
    primary key (cycle_year, dataset, file_hash, sheet, row_number)
);

alter sequence raw.list_number owned by raw.list_row.number;
comment on table raw.list_row is 'One row per filled row of a file of a list, exactly as written.';
comment on column raw.list_row.cycle_year is 'Cycle whose inbox the file was found in.';
comment on column raw.list_row.dataset is 'List: assessments, visits (findings) or objections.';
comment on column raw.list_row.file_hash is 'The file.';
comment on column raw.list_row.sheet is 'Sheet of the workbook (csv for a CSV file).';
comment on column raw.list_row.row_number is 'Row in the sheet, counted from 1 as Excel does.';
comment on column raw.list_row.cell is 'Cell by which the row is known (level, observed or claimed value), for example E12.';
comment on column raw.list_row.written is 'Texts of its filled cells, by the keys of the form of the list (rkci.*.reading).';
comment on column raw.list_row.number_columns is 'Keys whose cell held a number, not text: a point in it is decimal.';
comment on column raw.list_row.number is 'Number of an objection, by which people name it: given once, when it is read. Null in other lists.';
