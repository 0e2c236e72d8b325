-- One row per eligible city of a cycle: the population frozen at its opening and the class that follows.
-- Inputs: core.city, core.population.
-- Parameters: cycle, population_year, classes (JSON: code, min, min_inclusive, max, max_inclusive).
-- Read by everything that ranks within a class. A city without a population or outside every class is refused.
insert into core.cycle_city (cycle_year, city_code, population, population_year, population_source, class_code)
with

class as (
    select *
    from jsonb_to_recordset(%(classes)s::jsonb)
            as listed (code text, min float8, min_inclusive boolean, max float8, max_inclusive boolean)
)

select
    %(cycle)s,
    city.city_code,
    population.population,
    population.year,
    population.source,
    class.code
from core.city as city
left join core.population as population
    on population.city_code = city.city_code and population.year = %(population_year)s
left join class
    on (
        class.min is null
        or population.population > class.min
        or class.min_inclusive and population.population = class.min
    )
    and (
        class.max is null
        or population.population < class.max
        or class.max_inclusive and population.population = class.max
    )
where city.is_autonomous
