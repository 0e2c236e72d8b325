-- One row per city and grouping of the newest finished runs of the cycle: its place, and the place counted again.
-- Inputs: scoring.run, run_unit, run_node, unit_score, unit_rank.
-- Parameters: setting rkci.cycle.
-- Read by expectations/rank.json.
create view quality.batch_rank as
with

run as (
    select
        run_id,
        framework_id,
        settings #> '{ranking,groups}' as group_columns,
        (settings #>> '{ranking,digits}')::integer as digits,
        (settings #>> '{ranking,min_coverage}')::double precision as min_coverage
    from quality.checked_run()
),

index_score as (
    select
        run.*,
        score.unit_code,
        unit.attributes,
        unit.is_nominee,
        score.score,
        score.coverage,
        scoring.rounded(score.score, run.digits) as rounded,
        score.score is not null and score.coverage >= run.min_coverage as is_to_rank
    from run
    join scoring.run_node as node using (run_id)
    join scoring.run_unit as unit using (run_id)
    join scoring.unit_score as score using (run_id, unit_code, node_code)
    where node.parent_code is null and score.side = 'all'
),

membership as (
    select *, 'overall' as group_column, 'overall' as group_code from index_score
    union all
    select index_score.*, listed.group_column, index_score.attributes ->> listed.group_column as group_code
    from index_score
    cross join lateral jsonb_array_elements_text(index_score.group_columns) as listed (group_column)
    where index_score.attributes ->> listed.group_column is not null
)

select
    member.run_id,
    member.framework_id,
    member.unit_code,
    member.group_column,
    member.group_code,
    member.score,
    member.coverage,
    member.min_coverage,
    member.is_to_rank,
    given.rank,
    (
        select 1 + count(*)
        from membership as better
        where
            better.run_id = member.run_id
            and better.group_column = member.group_column
            and better.group_code = member.group_code
            and better.is_to_rank
            and (better.is_nominee, better.rounded) > (member.is_nominee, member.rounded)
    ) as counted_rank
from membership as member
left join scoring.run_node as node on node.run_id = member.run_id and node.parent_code is null
left join scoring.unit_rank as given
    on given.run_id = member.run_id
    and given.unit_code = member.unit_code
    and given.node_code = node.node_code
    and given.side = 'all'
    and given.group_column = member.group_column;
comment on view quality.batch_rank is 'Places of the cities by the index, as given and as counted again, as the suite rank reads them.';
