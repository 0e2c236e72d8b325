-- The first ten places of a class in a release (more where places are shared), with the size of the class.
-- Inputs: mart.ranking.
-- Parameters: release_id, class.
-- Read by `make run`.
with

class as (
    select *, count(*) over () as cities
    from mart.ranking
    where release_id = %(release_id)s and class_code = %(class)s
)

select *
from class
where rank_in_class <= 10
order by rank_in_class, city_code
