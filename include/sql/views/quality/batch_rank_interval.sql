-- One row per city of the releases under check that has a place or an interval: both, beside what was simulated.
-- Inputs: mart.ranking, rank_interval, release; scoring.run, uncertainty_unit.
-- Parameters: setting rkci.cycle.
-- Read by expectations/rank_interval.json.
create view quality.batch_rank_interval as
select
    release.release_id,
    ranking.city_code,
    coalesce((run.settings #>> '{uncertainty,draws}')::integer, 0) as draws_declared,
    ranking.rank_in_class,
    told.rank_in_class as interval_rank_in_class,
    ranking.rank_low as ranking_rank_low,
    ranking.rank_high as ranking_rank_high,
    told.rank_low,
    told.median_rank,
    told.rank_high,
    told.p_first_ten,
    told.p_beats_next,
    told.draws,
    told.city_code is not null as has_interval,
    coalesce(
        (told.tie_group, told.rank_low, told.median_rank, told.rank_high, told.draws)
        = (drawn.tie_group, drawn.rank_low, drawn.median_rank, drawn.rank_high, drawn.draws),
        false
    ) as is_as_simulated,
    count(ranking.rank_in_class) over (partition by release.release_id, ranking.class_code) as ranked_in_class
from quality.checked_release() as release
join scoring.run as run using (run_id)
join mart.ranking as ranking using (release_id)
left join mart.rank_interval as told using (release_id, city_code)
left join scoring.uncertainty_unit as drawn
    on drawn.run_id = release.run_id and drawn.unit_code = ranking.city_code and drawn.group_column = 'class_code'
where ranking.rank_in_class is not null or told.city_code is not null;
comment on view quality.batch_rank_interval
is 'Places and intervals of the releases under check as the suite rank_interval reads them, beside what was simulated.';
