-- Who may do what; run after every upgrade, so that it always describes the whole schema.
-- Roles are made here where the owner may make them; otherwise a database administrator makes them first.
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

-- The writer: rows everywhere, structure nowhere; decisions and raw rows are only added.
grant usage on schema raw, staging, core, scoring, mart, quality, ops to rkci_writer;
grant select, insert, update, delete on all tables in schema staging, core, scoring, mart, quality, ops to rkci_writer;
grant select, insert on all tables in schema raw to rkci_writer;
revoke update, delete on ops.decision, core.objection_decision from rkci_writer;
revoke delete on quality.ticket from rkci_writer;
revoke update, delete on quality.ticket_event from rkci_writer;
grant usage on all sequences in schema raw, staging, core, scoring, mart, quality, ops to rkci_writer;
grant execute on all functions in schema raw, staging, core, scoring, mart, quality, ops to rkci_writer;

-- BI: mart only, and no drafts.
grant usage on schema mart to rkci_bi;
grant select on all tables in schema mart to rkci_bi;
do $$
declare
    table_name text;
begin
    foreach table_name in array array[
        'release', 'ranking', 'score', 'indicator_value', 'contribution', 'rank_interval', 'place_probability',
        'sensitivity', 'method', 'improvement', 'strength', 'audit_threshold', 'audit_indicator', 'audit_correlation',
        'audit_denominator', 'audit_reliability', 'audit_component', 'audit_loading', 'audit_weight', 'audit_removal',
        'stage_change', 'survey_estimate'
    ] loop
        execute format('alter table mart.%I enable row level security', table_name);
        execute format('drop policy if exists writer on mart.%I', table_name);
        execute format('create policy writer on mart.%I to rkci_writer using (true) with check (true)', table_name);
        execute format('drop policy if exists published on mart.%I', table_name);
        execute format(
            'create policy published on mart.%I for select to rkci_bi using (%s)',
            table_name,
            case table_name
                when 'release' then 'state <> ''draft'''
                else format('exists (select from mart.release as r where r.release_id = %I.release_id)', table_name)
            end
        );
    end loop;
end
$$;
