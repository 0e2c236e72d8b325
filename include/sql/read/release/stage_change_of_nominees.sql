-- The nominees of a release by class and final place: both places, both scores, and what made the difference.
-- Inputs: mart.stage_change, mart.ranking.
-- Parameters: release_id.
-- Read by `make run`.
select
    change.class_code as class,
    change.rank_in_class as place,
    case when ranking.rank_low is not null then ranking.rank_low || '-' || ranking.rank_high end as interval,
    change.first_stage_rank_in_class as first_place,
    change.city_name as city,
    change.score,
    change.first_stage_score as first_score,
    change.survey_points as survey,
    change.visit_points as visits,
    change.other_points as other
from mart.stage_change as change
join mart.ranking as ranking using (release_id, city_code)
where change.release_id = %(release_id)s and change.is_nominee
order by change.class_code, change.rank_in_class, change.city_code
