-- Objections, decisions that cannot be changed, two stages of the ranking.

-- ops ------------------------------------------------------------------------------------------

create function ops.refuse_change() returns trigger
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

create trigger append_only before update or delete or truncate on ops.decision
for each statement execute function ops.refuse_change();
