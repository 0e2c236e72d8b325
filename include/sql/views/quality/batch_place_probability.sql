-- One row per city of the releases under check that has a place or probabilities of places: what they add up to.
-- Inputs: mart.ranking, place_probability, release; scoring.run.
-- Parameters: setting rkci.cycle.
-- Read by expectations/place_probability.json.
create view quality.batch_place_probability as
with

ranked as (
    select
        release.release_id,
        release.run_id,
        ranking.city_code,
        ranking.rank_in_class,
        count(ranking.rank_in_class) over (partition by release.release_id, ranking.class_code) as ranked_in_class
    from quality.checked_release() as release
    join mart.ranking as ranking using (release_id)
),

told as (
    select
        release_id,
        city_code,
        count(*) as places,
        min(place) as first_place,
        max(place) as last_place,
        min(probability) as smallest,
        max(probability) as largest,
        sum(probability order by place) as probability_sum
    from mart.place_probability
    group by release_id, city_code
)

select
    ranked.release_id,
    ranked.city_code,
    coalesce((run.settings #>> '{uncertainty,draws}')::integer, 0) as draws_declared,
    ranked.rank_in_class,
    ranked.ranked_in_class,
    coalesce(told.places, 0) as places,
    told.first_place,
    told.last_place,
    told.smallest,
    told.largest,
    told.probability_sum
from ranked
join scoring.run as run using (run_id)
left join told using (release_id, city_code)
where ranked.rank_in_class is not null or told.places is not null;
comment on view quality.batch_place_probability
is 'Probabilities of places in the releases under check, added up per city, as the suite place_probability reads them.';
