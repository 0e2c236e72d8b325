-- One row per layer that holds the contributions of a unit: their sum, the score on the same scale, the difference.
-- Inputs: scoring.contribution, run_node, unit_score; mart.contribution, ranking of the release (null if none).
-- Parameters: run_id, release_id, unit_code.
-- Read by rkci.scoring.explain, which fails above 1e-9. The largest difference comes last.
with

index_node as (
    select
        node_code,
        aggregation,
        power
    from scoring.run_node
    where run_id = %(run_id)s and parent_code is null
),

-- what nothing below it divides further: indicators, and nodes of Copeland
leaf as (
    select code, contribution
    from scoring.contribution as given
    where
        run_id = %(run_id)s
        and unit_code = %(unit_code)s
        and not exists (
            select from scoring.contribution as child
            where child.run_id = %(run_id)s and child.unit_code = %(unit_code)s and child.parent_code = given.code
        )
),

layer as (
    select
        'scoring' as layer,
        (select sum(contribution order by code) from leaf) as contributions,
        score.score
    from index_node
    join scoring.unit_score as score using (node_code)
    where score.run_id = %(run_id)s and score.unit_code = %(unit_code)s and score.side = 'all'
    union all
    -- mart holds the indicators alone: under a Copeland node they have no contributions
    select
        'mart' as layer,
        (
            select sum(contribution order by indicator_code)
            from mart.contribution
            where release_id = %(release_id)s and city_code = %(unit_code)s
        ) as contributions,
        ranking.score
    from mart.ranking as ranking
    where
        ranking.release_id = %(release_id)s
        and ranking.city_code = %(unit_code)s
        and not exists (select from mart.method where release_id = %(release_id)s and aggregation = 'copeland')
),

compared as (
    select
        layer.layer,
        index_node.aggregation,
        index_node.power,
        layer.score,
        coalesce(layer.contributions, 0) as contributions,
        scoring.mean_transform(index_node.aggregation, index_node.power, layer.score) as transformed
    from layer
    cross join index_node
    where index_node.aggregation <> 'copeland'
)

select
    *,
    contributions - coalesce(transformed, 0) as difference
from compared
order by abs(contributions - coalesce(transformed, 0)), layer
