-- An instant as the exports write it; null for what is none, so that no cell of a file can stop a run.
-- Parameters: the text. One without a zone is of the session's.
-- Read by staging/survey_response.sql.
create or replace function staging.instant_or_null(written text) returns timestamptz
language sql stable parallel safe as $$
    select case
        when written ~ '^\s*\d' and pg_input_is_valid(written, 'timestamptz') -- not now, yesterday or infinity
            then case when written::timestamptz between '1900-01-01' and '3000-01-01' then written::timestamptz end
    end
$$;
comment on function staging.instant_or_null(text)
is 'The instant that a text gives, in the years from 1900 to 2999; null for any other text.';
