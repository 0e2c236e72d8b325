-- One row per line of the populations, beside the register and the year before.
-- Inputs: staging.population, staging.city.
-- Parameters: none.
-- Read by expectations/population.json.
create view quality.batch_population as
with

city as (
    select distinct on (city_code) city_code, city_name from staging.city order by city_code, row_number
),

namesake as (
    select distinct on (namesake_regency_code) namesake_regency_code, city_name
    from staging.city
    order by namesake_regency_code, row_number
),

previous as (
    select city_code, year + 1 as year, max(population) as population
    from staging.population
    group by city_code, year
)

select
    population.*,
    city.city_name,
    namesake.city_name as namesake_city_name,
    count(*) over (partition by population.city_code, population.year) as times,
    previous.population as previous_population,
    case
        when population.population > 0 and previous.population > 0
            then greatest(
                population.population / previous.population,
                previous.population / population.population
            )
    end as change_factor
from staging.population as population
left join city using (city_code)
left join namesake on namesake.namesake_regency_code = population.city_code
left join previous on previous.city_code = population.city_code and previous.year = population.year;
comment on view quality.batch_population is 'staging.population as the suite population reads it, beside the register and the year before.';
