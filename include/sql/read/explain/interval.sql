-- One row: how sure the place of a city in its class is, in a release; none where nothing was simulated.
-- Inputs: mart.rank_interval.
-- Parameters: release_id, city_code.
-- Read by `rkci explain`.
select rank_low, rank_high, p_first_ten, tie_group, draws
from mart.rank_interval
where release_id = %(release_id)s and city_code = %(city_code)s
