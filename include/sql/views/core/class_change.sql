create view core.class_change as
with

ordered as (
    select
        cycle_year,
        row_number() over (order by cycle_year) as place
    from ops.cycle
)

select
    city.city_code,
    city.city_name,
    earlier.cycle_year as from_cycle_year,
    earlier.class_code as from_class_code,
    earlier.population as from_population,
    earlier.population_year as from_population_year,
    earlier.population_source as from_population_source,
    later.cycle_year as to_cycle_year,
    later.class_code as to_class_code,
    later.population as to_population,
    later.population_year as to_population_year,
    later.population_source as to_population_source
from ordered as cycle_before
join ordered as cycle_after on cycle_after.place = cycle_before.place + 1
join core.cycle_city as earlier on earlier.cycle_year = cycle_before.cycle_year
join core.cycle_city as later on later.cycle_year = cycle_after.cycle_year and later.city_code = earlier.city_code
join core.city as city on city.city_code = earlier.city_code
where later.class_code <> earlier.class_code;
comment on view core.class_change is 'One row per city whose class differs between a cycle and the next one, with the populations that were frozen for both.';
