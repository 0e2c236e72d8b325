-- What is asked of the citizen survey: mean, favourable share and total of every item and indicator, overall, by age, by sex.
-- Inputs: survey_cell, survey_variable (temporary).
-- Parameters: none. A missing answer is dropped.
-- Read by survey/weight.sql and those after it.
create temp table survey_asked on commit drop as
select
    row_number() over (order by domain.city_code, variable.variable, domain.number, domain.level, statistic.number)::integer
        as estimate,
    variable.variable as request,
    domain.city_code as design,
    variable.variable::text as variable,
    statistic.name as statistic,
    domain.name as by_columns,
    domain.level,
    0::bigint as missing
from (
    select distinct held.city_code, kind.number, kind.name, kind.level
    from survey_cell as held
    cross join lateral (
        values (1, '', ''), (2, 'age_group', held.age_group), (3, 'sex', held.sex)
    ) as kind (number, name, level)
    where kind.level is not null
) as domain
cross join survey_variable as variable
cross join (values (1, 'mean'), (2, 'proportion'), (3, 'total')) as statistic (number, name);
analyze survey_asked;

create temp table survey_part on commit drop as
select
    asked.estimate,
    held.cell,
    answer.n,
    case asked.statistic when 'mean' then answer.mean else answer.share end as mean,
    case asked.statistic when 'mean' then answer.scatter else answer.n * answer.share * (1 - answer.share) end as scatter
from survey_cell as held
cross join lateral unnest(held.answered, held.mean, held.scatter, held.share)
with ordinality as answer (n, mean, scatter, share, variable)
cross join lateral (values ('', ''), ('age_group', held.age_group), ('sex', held.sex)) as domain (name, level)
join survey_asked as asked
    on asked.design = held.city_code
    and asked.request = answer.variable
    and asked.by_columns = domain.name
    and asked.level = domain.level
where answer.n > 0;
create index on survey_part (cell);
analyze survey_part;
