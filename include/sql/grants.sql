-- Who may do what: derived from what the catalogue holds, and run after every upgrade, so that nothing is forgotten.
-- Roles are made here where the owner may make them; otherwise a database administrator makes them first.
-- Parameters: none.
-- Read by rkci.database.migrate; docs/runbook.md says what each role may.
do $$
declare
    role_name text;
begin
    foreach role_name in array array['rkci_writer', 'rkci_bi'] loop
        if not exists (select from pg_roles where rolname = role_name) then
            begin
                execute format('create role %I nologin', role_name);
            exception when insufficient_privilege then
                raise exception 'Role % is missing and % may not create it. Let an administrator run: create role %;',
                    role_name, current_user, role_name;
            end;
        end if;
    end loop;
end
$$;

-- The database and what every role has unless it is taken away: connecting, temporary tables, functions.
do $$
begin
    if exists (
        select from pg_database where datname = current_database() and pg_has_role(datdba, 'usage')
    ) then
        execute format('revoke all on database %I from public, rkci_bi', current_database());
        execute format('grant connect on database %I to rkci_bi', current_database());
        execute format('grant connect, temporary on database %I to rkci_writer', current_database());
    else
        raise warning 'Database % is not of %: an administrator must run docker/initdb/10-roles.sql for its rights.',
            current_database(), current_user;
    end if;
end
$$;
alter default privileges revoke execute on functions from public;

-- Schemas, tables, views, sequences and functions of ours. What a role has beyond this goes.
-- The writer: rows everywhere, structure nowhere; what is raw, or carries the trigger append_only, is only added to,
-- and tickets stay. BI: mart to read.
do $$
declare
    found record;
    rights text;
begin
    for found in
        select oid, nspname
        from pg_namespace
        where nspname in ('raw', 'staging', 'core', 'scoring', 'mart', 'quality', 'ops')
    loop
        execute format('revoke all on schema %I from public, rkci_writer, rkci_bi', found.nspname);
        execute format('revoke all on all tables in schema %I from public, rkci_writer, rkci_bi', found.nspname);
        execute format('revoke all on all sequences in schema %I from public, rkci_writer, rkci_bi', found.nspname);
        execute format('revoke all on all routines in schema %I from public, rkci_bi', found.nspname);
        execute format('grant usage on schema %I to rkci_writer', found.nspname);
        execute format('grant usage on all sequences in schema %I to rkci_writer', found.nspname);
        execute format('grant execute on all routines in schema %I to rkci_writer', found.nspname);
    end loop;

    for found in
        select
            relation.oid::regclass as name,
            relation.relkind as kind,
            schema.nspname = 'raw' or exists (
                select from pg_trigger where tgrelid = relation.oid and tgname = 'append_only'
            ) as is_append_only
        from pg_class as relation
        join pg_namespace as schema on schema.oid = relation.relnamespace
        where
            schema.nspname in ('raw', 'staging', 'core', 'scoring', 'mart', 'quality', 'ops')
            and relation.relkind in ('r', 'p', 'v', 'm', 'f')
    loop
        rights := case
            when found.kind in ('v', 'm', 'f') then 'select'
            when found.is_append_only or found.name = 'quality.ticket_event'::regclass then 'select, insert'
            when found.name = 'quality.ticket'::regclass then 'select, insert, update'
            else 'select, insert, update, delete'
        end;
        execute format('grant %s on %s to rkci_writer', rights, found.name);
    end loop;
end
$$;
grant usage on schema mart to rkci_bi;
grant select on all tables in schema mart to rkci_bi;

-- The check of the schema's revision, which every command makes; nobody else has business in public.
revoke all on schema public from public, rkci_bi;
grant usage on schema public to rkci_writer;
revoke all on public.schema_revision, public.schema_part from public, rkci_writer, rkci_bi;
grant select on public.schema_revision, public.schema_part to rkci_writer;

-- Drafts are nobody's but the pipeline's: every table of mart hides their rows, every view asks as who reads it.
do $$
declare
    found record;
begin
    for found in
        select
            relation.oid::regclass as name,
            relation.relkind as kind,
            relation.oid = 'mart.release'::regclass as is_release,
            relation.relrowsecurity as has_row_security,
            coalesce('security_invoker=true' = any(relation.reloptions), false) as asks_as_reader,
            exists (
                select from pg_attribute where attrelid = relation.oid and attname = 'release_id' and not attisdropped
            ) as has_release
        from pg_class as relation
        where relation.relnamespace = 'mart'::regnamespace and relation.relkind in ('r', 'p', 'v', 'm', 'f')
    loop
        if found.kind = 'v' then
            if not found.asks_as_reader then
                execute format('alter view %s set (security_invoker = true)', found.name);
            end if;
        elsif found.kind not in ('r', 'p') or not found.has_release then
            raise exception '% can hide no drafts from BI: what mart holds is a view, or a table with release_id.',
                found.name;
        elsif not found.has_row_security then
            execute format('alter table %s enable row level security', found.name);
        end if;
        if found.kind in ('r', 'p') and not exists (
            select from pg_policy where polrelid = found.name and polname = 'writer'
        ) then
            execute format('create policy writer on %s to rkci_writer using (true) with check (true)', found.name);
        end if;
        if found.kind in ('r', 'p') and not exists (
            select from pg_policy where polrelid = found.name and polname = 'published'
        ) then
            execute format(
                'create policy published on %s for select to rkci_bi using (%s)',
                found.name,
                case
                    when found.is_release then 'state <> ''draft'''
                    else format('exists (select from mart.release as r where r.release_id = %s.release_id)', found.name)
                end
            );
        end if;
    end loop;
end
$$;

-- What is frozen or published stays, whoever writes: triggers on every table of mart, and on what opening a cycle keeps.
do $$
declare
    found record;
    event text;
    rows_of text;
begin
    for found in
        select relation.oid::regclass as name, relation.relnamespace = 'mart'::regnamespace as is_mart
        from pg_class as relation
        where
            relation.relkind in ('r', 'p') and not relation.relispartition
            and (
                relation.relnamespace = 'mart'::regnamespace
                or relation.oid in ('ops.cycle'::regclass, 'ops.cycle_framework'::regclass)
                or (relation.relnamespace = 'core'::regnamespace and relation.relname ~ '^cycle_')
            )
    loop
        if exists (select from pg_trigger where tgrelid = found.name and tgname ~ '^(frozen|published)') then
            continue;
        elsif not found.is_mart then
            execute format(
                'create trigger frozen before insert or update or delete on %s '
                'for each row execute function ops.refuse_frozen()', found.name
            );
        elsif found.name = 'mart.release'::regclass then
            create trigger published before insert or update or delete on mart.release
            for each row execute function mart.refuse_switch();
        else
            foreach event in array array['insert', 'update', 'delete'] loop
                rows_of := case event when 'insert' then 'new' else 'old' end;
                execute format(
                    'create trigger published_%1$s after %1$s on %2$s referencing %3$s table as changed '
                    'for each statement execute function mart.refuse_published()', event, found.name, rows_of
                );
            end loop;
        end if;
    end loop;
end
$$;
