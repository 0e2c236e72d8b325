-- What is asked of the citizen survey: mean, favourable share and total of every item and indicator, overall, by age, by sex.
-- Inputs: survey_cell, survey_answered, survey_variable (temporary).
-- Parameters: none. A missing answer is dropped.
-- Read by survey/weight.sql and those after it. A part is a variable in a domain, numbered without a join.
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
    domain.domain * everything.count + variable.variable as part,
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

create temp table survey_part on commit drop as
select
    domain.domain * everything.count + answered.variable as part,
    held.cell,
    answered.n,
    answered.mean,
    answered.scatter,
    answered.share,
    answered.n * answered.share * (1 - answered.share) as share_scatter
from survey_cell as held
join survey_domain as domain
    on domain.city_code = held.city_code
    and domain.level = case domain.name when 'age_group' then held.age_group when 'sex' then held.sex else '' end
join survey_answered as answered on answered.cell = held.cell
cross join (select count(*)::integer as count from survey_variable) as everything
order by part, held.cell;
analyze survey_part;
