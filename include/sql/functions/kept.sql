-- What may not be changed any more: what was decided, by nobody; what was frozen with a cycle, and what was published,
-- by nobody but the owner, who migrates and is held up only in withdrawing without a decision.
-- Parameters: none; they are triggers.
-- Read by the triggers `append_only` of the tables, and `frozen` and `published`, which include/sql/grants.sql gives.
create or replace function ops.refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception using
        errcode = 'RK002',
        message = concat(
            tg_table_schema, '.', tg_table_name, ' is append-only: ', tg_op,
            ' is refused. Add a row that says what holds now.'
        );
end
$$;
comment on function ops.refuse_change() is 'Trigger: refuses to change or to remove what was decided, whoever asks.';

create or replace function ops.is_owner(relation oid) returns boolean
language sql stable as $$
    select pg_has_role(relowner, 'usage') from pg_class where oid = relation
$$;
comment on function ops.is_owner(oid) is 'Whether who asks owns the relation.';

create or replace function ops.refuse_frozen() returns trigger
language plpgsql as $$
declare
    year integer := (case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end ->> 'cycle_year')::integer;
begin
    -- what opens a cycle writes all of it in one transaction; a demo is frozen anew
    if not ops.is_owner(tg_relid) and exists (
        select from ops.cycle where cycle_year = year and not is_demo and opened_at < transaction_timestamp()
    ) then
        raise exception using
            errcode = 'RK002',
            message = format(
                '%I.%I of cycle %s is frozen: %s is refused. A longer deadline is an extension (rkci extend).',
                tg_table_schema, tg_table_name, year, tg_op
            );
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function ops.refuse_frozen() is 'Trigger: refuses to change what was frozen when a cycle opened that is no demo.';

create or replace function mart.refuse_published() returns trigger
language plpgsql as $$
begin
    if not ops.is_owner(tg_relid) and exists (
        select from changed join mart.release using (release_id) where state <> 'draft'
    ) then
        raise exception using
            errcode = 'RK002',
            message = format(
                '%I.%I of a published release does not change: %s is refused. Publish a new revision.',
                tg_table_schema, tg_table_name, tg_op
            );
    end if;
    return null;
end
$$;
comment on function mart.refuse_published() is 'Trigger: refuses to change rows of releases that are no drafts.';

create or replace function mart.refuse_switch() returns trigger
language plpgsql as $$
declare
    before text := case when tg_op = 'INSERT' then 'nothing' else old.state end;
    after text := case when tg_op = 'DELETE' then 'nothing' else new.state end;
begin
    if before in ('nothing', 'draft') and after in ('nothing', 'draft') then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    if ops.is_owner(tg_relid) then
        if after = 'withdrawn' and before <> 'withdrawn' and not exists (
            select from ops.decision where kind = 'release' and subject = new.release_id and outcome = 'Withdraw'
        ) then
            raise exception using
                errcode = 'RK002',
                message = format(
                    'Release %s is withdrawn only by a decision: first insert who withdraws it and why into '
                    'ops.decision (kind release, subject %s, outcome Withdraw), in the same transaction.',
                    new.release_id, new.release_id
                );
        end if;
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    if before = 'current' and after = 'superseded' and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' then
        return new;
    end if;
    if
        before = 'draft' and after = 'current' and exists (
            select from ops.decision where kind = 'release' and subject = new.release_id and outcome = 'Approve'
        )
    then
        return new;
    end if;
    raise exception using
        errcode = 'RK002',
        message = format(
            'Release %s does not go from %s to %s like this: a draft becomes current by a decision in ops.decision, '
            'current becomes superseded, and nothing else changes.',
            case when tg_op = 'DELETE' then old.release_id else new.release_id end, before, after
        );
end
$$;
comment on function mart.refuse_switch() is 'Trigger: a release is built as a draft, published by a decision, superseded or withdrawn by one, and never changed.';
