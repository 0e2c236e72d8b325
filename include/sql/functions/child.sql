-- The children of every node of a run that are there already: indicators, and nodes of the levels that are scored.
-- Whole, and for the runs of a cycle by side.
-- Parameters: run.
-- Read by scoring/score.sql and score_copeland.sql.
create or replace function scoring.child(run bigint)
returns table (
    parent_code text,
    code text,
    side text,
    weight double precision,
    value double precision[],
    coverage double precision[],
    is_complete boolean,
    is_covered boolean
)
language sql stable as $$
    select
        indicator.parent_code,
        indicator.indicator_code,
        sides.side,
        weight.weight,
        normalised.value,
        scoring.presence(normalised.value),
        array_position(normalised.value, null) is null,
        array_position(normalised.value, null) is null
    from scoring.run as scored
    join scoring.normalised as normalised using (run_id)
    join scoring.run_indicator as indicator using (run_id, indicator_code)
    join scoring.weight as weight on weight.run_id = scored.run_id and weight.code = indicator.indicator_code
    cross join lateral (values ('all'), (case scored.kind when 'cycle' then indicator.side end)) as sides (side)
    where scored.run_id = run and sides.side is not null
    union all
    select
        node.parent_code,
        node.node_code,
        score.side,
        weight.weight,
        score.score,
        score.coverage,
        array_position(score.score, null) is null,
        1 = all(score.coverage)
    from scoring.score as score
    join scoring.run_node as node using (run_id, node_code)
    join scoring.weight as weight on weight.run_id = score.run_id and weight.code = node.node_code
    where score.run_id = run
$$;
comment on function scoring.child(bigint)
is 'Nodes and indicators of a run with their weight within the parent, values and coverage over the units.';
