-- Stops the statement with words instead of a bare arithmetic error.
-- Returns nothing: it always raises. Used in the branch of a case that must not happen.
-- Parameters: the message, which names what is wrong and what to do.
-- Read by scoring/*.sql.
create or replace function scoring.refuse(message text) returns double precision
language plpgsql volatile as $$
begin
    raise exception using message = message, errcode = 'RK001';
end
$$;
comment on function scoring.refuse(text) is 'Raises the message (SQLSTATE RK001): a score that cannot be computed is an explained error, never NaN.';
