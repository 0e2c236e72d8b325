-- What a person wrote in a cell, without the blanks around it; null where nothing is left.
-- Parameters: the text.
-- Read by staging/submission_value.sql, innovation.sql, assessment.sql, visit_finding.sql, objection.sql.
create or replace function staging.text_or_null(written text) returns text
language sql immutable parallel safe as $$
    select nullif(btrim(written, E' \t\n\r\u00a0'), '')
$$;
comment on function staging.text_or_null(text) is 'A text without the blanks around it; null where it is blank.';
