-- What is asked of the citizen survey: mean, favourable share and total of every item and indicator, overall, by age, by sex.
-- Inputs: survey_cell, survey_variable (temporary).
-- Parameters: none. A missing answer is dropped.
-- Read by survey/weight.sql and those after it. Estimates are numbered by domain, variable and statistic, without a join.
create temp table survey_domain on commit drop as
select
    row_number() over (order by held.city_code, kind.number, kind.level)::integer as domain,
    held.city_code,
    kind.name,
    kind.level
from survey_cell as held
join lateral (
    values (1, '', ''), (2, 'age_group', held.age_group), (3, 'sex', held.sex)
) as kind (number, name, level) on true
where kind.level is not null
group by held.city_code, kind.number, kind.name, kind.level;
analyze survey_domain;

create temp table survey_asked on commit drop as
select
    (domain.domain * everything.count + variable.variable) * 3 + statistic.number as estimate,
    variable.variable as request,
    domain.city_code as design,
    variable.variable::text as variable,
    statistic.name as statistic,
    domain.name as by_columns,
    domain.level,
    0::bigint as missing
from survey_domain as domain
cross join survey_variable as variable
cross join (values (0, 'mean'), (1, 'proportion'), (2, 'total')) as statistic (number, name)
cross join (select count(*)::integer as count from survey_variable) as everything;
analyze survey_asked;

create temp table survey_cell_domain on commit drop as
select held.cell, domain.domain
from survey_cell as held
join survey_domain as domain
    on domain.city_code = held.city_code
    and domain.level = case domain.name when 'age_group' then held.age_group when 'sex' then held.sex else '' end;
analyze survey_cell_domain;

create temp table survey_part on commit drop as
select
    (held.domain * everything.count + answer.variable::integer) * 3 + statistic.number as estimate,
    held.cell,
    answer.n,
    case statistic.number when 0 then answer.mean else answer.share end as mean,
    case statistic.number when 0 then answer.scatter else answer.n * answer.share * (1 - answer.share) end as scatter
from survey_cell_domain as held
join survey_cell as gathered using (cell)
cross join (select count(*)::integer as count from survey_variable) as everything
cross join lateral unnest(gathered.answered, gathered.mean, gathered.scatter, gathered.share)  -- noqa: LT02
    with ordinality as answer (n, mean, scatter, share, variable)
cross join (values (0), (1), (2)) as statistic (number)
where answer.n > 0;
analyze survey_part;
