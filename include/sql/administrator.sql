-- What only an administrator of the server can do about the warehouse's roles; run once in its database, safe to repeat.
-- Takes from every role what PostgreSQL gives to all: temporary tables, large objects, advisory locks (which any role
-- could hold against any other). Bounds what BI's queries take. Nothing of the pipeline needs what is taken here.
-- Sets how sessions of the warehouse run, whatever the server's own settings are: PostgreSQL's default compiles the
-- functions anew for each row of a statement, which takes minutes for what takes a second.
-- Parameters: none.
-- Read by rkci.database.embedded and docker/initdb/10-roles.sql.
do $$
declare
    found record;
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect, temporary on database %I to rkci_writer', current_database());
    execute format('grant connect on database %I to rkci_bi', current_database());
    execute format('alter database %I set jit = off', current_database());
    execute format('alter database %I set work_mem = %L', current_database(), '32MB');
    execute format('alter database %I set timezone = %L', current_database(), 'UTC');
    for found in
        select oid::regprocedure as name
        from pg_proc
        where
            pronamespace = 'pg_catalog'::regnamespace
            and proname ~ '^(pg_(try_)?advisory_|lo_|loread$|lowrite$)'
    loop
        execute format('revoke execute on function %s from public', found.name);
    end loop;
end
$$;
alter role rkci_bi set statement_timeout = '60s';
alter role rkci_bi set idle_in_transaction_session_timeout = '60s';
alter role rkci_bi connection limit 20;
