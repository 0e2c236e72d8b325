-- Lists: which cells of a row held a number, whose point is decimal whatever a text with the same signs would mean.
alter table raw.assessment_row add column number_columns text[] not null default '{}';
alter table raw.visit_row add column number_columns text[] not null default '{}';
alter table raw.objection_row add column number_columns text[] not null default '{}';
comment on column raw.assessment_row.number_columns is 'Columns (without _text) whose cell held a number, not text: a point in it is decimal.';
comment on column raw.visit_row.number_columns is 'Columns (without _text) whose cell held a number, not text: a point in it is decimal.';
comment on column raw.objection_row.number_columns is 'Columns (without _text) whose cell held a number, not text: a point in it is decimal.';
