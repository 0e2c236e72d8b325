-- One row per unit and scored node: the maturity band in which its score lies.
-- Inputs: scoring.unit_score, scoring.run (levels: [[code, lower bound], ...]).
-- Parameters: run_id.
-- Read by mart/ranking.sql and mart/score.sql. A framework without levels gives no row.
insert into scoring.level (run_id, unit_code, node_code, level_code)
with

band as (
    select
        level ->> 0 as level_code,
        (level ->> 1)::double precision as lower_bound,
        lead((level ->> 1)::double precision) over (order by (level ->> 1)::double precision) as upper_bound,
        row_number() over (order by (level ->> 1)::double precision) = 1 as is_lowest
    from scoring.run
    cross join lateral jsonb_array_elements(settings -> 'levels') as listed (level)
    where run_id = %(run_id)s
)

-- bands touch, the lowest is open downwards and the highest upwards: no score is without one
select score.run_id, score.unit_code, score.node_code, band.level_code
from scoring.unit_score as score
join band
    on (score.score >= band.lower_bound or band.is_lowest)
    and (score.score < band.upper_bound or band.upper_bound is null)
where score.run_id = %(run_id)s and score.side = 'all' and score.score is not null
