-- The partitions of the survey tables, one per cycle; rows of a cycle without its own lie in the default partitions.
-- Returns nothing: it makes what is not there yet. The writer owns no table, so it asks by this function.
-- Parameters: the cycle.
-- Read by rkci.survey.ingest, before it loads.
create or replace function ops.add_survey_partitions(cycle integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    parent text;
    described record;
    is_in_default boolean;
begin
    foreach parent in array array['raw.survey_row', 'staging.survey_response', 'core.survey_response'] loop
        execute format('select exists (select from %s_other where cycle_year = $1)', parent)
        into is_in_default using cycle;
        if is_in_default or to_regclass(parent || '_' || cycle) is not null then
            continue;
        end if;
        execute format('create table %s_%s partition of %s for values in (%s)', parent, cycle, parent, cycle);
        execute format('comment on table %s_%s is %L', parent, cycle, format('%s of cycle %s.', parent, cycle));
        for described in
            select attname, col_description(attrelid, attnum) as words
            from pg_attribute
            where attrelid = parent::regclass and attnum > 0 and not attisdropped
        loop
            execute format(
                'comment on column %s_%s.%I is %L', parent, cycle, described.attname, described.words
            );
        end loop;
    end loop;
end
$$;
comment on function ops.add_survey_partitions(integer)
is 'Gives the survey tables a partition of a cycle, where they have none yet.';
