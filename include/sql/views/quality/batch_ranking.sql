-- One row per city of the cycle and release under check, beside what was computed and the places counted again.
-- Inputs: mart.ranking, mart.contribution, mart.release; core.cycle_city; scoring.run, run_node, unit_score.
-- Parameters: setting rkci.cycle.
-- Read by expectations/ranking.json.
create view quality.batch_ranking as
with

release as (
    select
        release.release_id,
        release.cycle_year,
        release.run_id,
        node.node_code,
        node.aggregation,
        node.power,
        (run.settings #>> '{ranking,digits}')::integer as digits,
        100 * (run.settings #>> '{ranking,min_coverage}')::double precision as min_coverage_pct,
        jsonb_array_length(run.settings -> 'levels') > 0 as has_levels
    from quality.checked_release() as release
    join scoring.run as run using (run_id)
    join scoring.run_node as node on node.run_id = run.run_id and node.parent_code is null
),

city as (
    select release.*, city.city_code, city.class_code as frozen_class_code
    from release
    join core.cycle_city as city using (cycle_year)
),

ranking as (
    select
        ranking.*,
        ranking.score is not null and ranking.coverage_pct >= release.min_coverage_pct - 1e-9 as is_to_rank,
        scoring.rounded(ranking.score, release.digits) as rounded
    from mart.ranking as ranking
    join release using (release_id)
),

contribution as (
    select release_id, city_code, sum(contribution order by indicator_code) as contribution_sum
    from mart.contribution
    join release using (release_id)
    group by release_id, city_code
)

select
    release_id,
    city_code,
    city.frozen_class_code,
    ranking.class_code,
    ranking.city_name,
    ranking.score,
    computed.score as computed_score,
    scoring.mean_transform(city.aggregation, city.power, ranking.score) as transformed_score,
    contribution.contribution_sum,
    ranking.rank_in_class,
    ranking.rank_overall,
    (
        select 1 + count(*)
        from ranking as better
        where
            better.release_id = ranking.release_id
            and better.class_code = ranking.class_code
            and better.is_to_rank
            and (better.is_nominee, better.rounded) > (ranking.is_nominee, ranking.rounded)
    ) as counted_rank_in_class,
    (
        select 1 + count(*)
        from ranking as better
        where
            better.release_id = ranking.release_id
            and better.is_to_rank
            and (better.is_nominee, better.rounded) > (ranking.is_nominee, ranking.rounded)
    ) as counted_rank_overall,
    ranking.is_to_rank,
    ranking.level_code,
    city.has_levels,
    ranking.coverage_pct,
    ranking.official_pct,
    ranking.submitted_pct,
    ranking.assessed_pct,
    ranking.survey_pct,
    ranking.visit_pct,
    ranking.objection_pct,
    ranking.imputed_pct,
    ranking.official_pct + ranking.submitted_pct + ranking.assessed_pct + ranking.survey_pct + ranking.visit_pct
    + ranking.objection_pct + ranking.imputed_pct as origins_pct,
    ranking.simulated_pct
from city
full join ranking using (release_id, city_code)
left join contribution using (release_id, city_code)
left join scoring.unit_score as computed
    on computed.run_id = city.run_id
    and computed.unit_code = city_code
    and computed.node_code = city.node_code
    and computed.side = 'all';
comment on view quality.batch_ranking is 'mart.ranking of the releases under check as the suite ranking reads it, beside what was computed.';
