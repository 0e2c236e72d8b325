-- One row per ranked city of a release: its place in its class with the interval, probabilities and tie group.
-- Inputs: mart.ranking of the release, scoring.uncertainty_unit and run of the run.
-- Parameters: release_id, run_id.
-- Read by BI, the package and `rkci explain`.
insert into mart.rank_interval (
    release_id, cycle_year, framework_id, class_code, city_code, city_name, score, rank_in_class, median_rank, rank_low,
    rank_high, score_low, score_high, p_first_ten, p_beats_next, tie_group, draws, seed
)
select
    ranking.release_id,
    ranking.cycle_year,
    ranking.framework_id,
    ranking.class_code,
    ranking.city_code,
    ranking.city_name,
    ranking.score,
    ranking.rank_in_class,
    drawn.median_rank,
    drawn.rank_low,
    drawn.rank_high,
    drawn.score_low,
    drawn.score_high,
    drawn.p_first,
    drawn.p_beats_next,
    drawn.tie_group,
    drawn.draws,
    (run.settings #>> '{uncertainty,seed}')::bigint
from mart.ranking as ranking
join scoring.run as run on run.run_id = %(run_id)s
join scoring.uncertainty_unit as drawn
    on drawn.run_id = run.run_id and drawn.unit_code = ranking.city_code and drawn.group_column = 'class_code'
where ranking.release_id = %(release_id)s
