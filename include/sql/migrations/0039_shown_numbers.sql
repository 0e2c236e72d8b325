-- A number cell that shows another number by its format is read as what it shows.
comment on column raw.submission_row.value_text is 'Answer as written; the number of a number cell in the shortest form that reads back the same (at most 17 significant digits, with a point), or what its format shows where that is another one, such as per cent.';
comment on column raw.submission_row.is_number is 'The cell held a number and showed that number: a point in value_text is then decimal and nothing about it is ambiguous.';
