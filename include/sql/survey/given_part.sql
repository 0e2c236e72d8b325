-- What is asked of a file, one row per estimate, and the units that answer for each with the value that counts.
-- Inputs: survey_given (temporary).
-- Parameters: requests (JSON: request, variable, statistic, by_columns in their order).
-- Read by survey/moment.sql and those after it. A proportion has an estimate per category found in the file.
create temp table survey_answer on commit drop as
select
    request.request,
    request.statistic,
    given.row_number as cell,
    domain.level,
    given.cell ->> request.variable as value
from jsonb_to_recordset(%(requests)s) as request (request integer, variable text, statistic text, by_columns jsonb)
cross join survey_given as given
join lateral (
    select coalesce(string_agg(given.cell ->> listed.name, '+' order by listed.place), '') as level
    from jsonb_array_elements_text(request.by_columns) with ordinality as listed (name, place)
    having count(given.cell ->> listed.name) = count(*)
) as domain on true;
analyze survey_answer;

create temp table survey_asked on commit drop as
with

domain as (
    select request, statistic, level, count(*) filter (where value is null) as missing
    from survey_answer
    group by request, statistic, level
),

category as (
    select distinct request, value
    from survey_answer
    where statistic = 'proportion' and value is not null
)

select
    row_number() over (order by request.request, domain.level collate "C", category.value collate "C")::integer
        as estimate,
    row_number() over (order by request.request, domain.level collate "C", category.value collate "C")::integer
        as part,
    request.request,
    '' as design,
    request.variable,
    request.statistic,
    coalesce(named.by_columns, '') as by_columns,
    domain.level as domain,
    category.value as category,
    concat_ws('+', nullif(domain.level, ''), category.value) as level,
    domain.missing
from jsonb_to_recordset(%(requests)s) as request (request integer, variable text, statistic text, by_columns jsonb)
join lateral (
    select string_agg(listed.name, '+' order by listed.place) as by_columns
    from jsonb_array_elements_text(request.by_columns) with ordinality as listed (name, place)
) as named on true
join domain using (request)
left join category using (request);

-- the value that a mean is of is also the one that a share and a total are of
create temp table survey_part on commit drop as
select
    asked.part,
    answer.cell,
    1::bigint as n,
    counted.value as mean,
    0::double precision as scatter,
    counted.value as share,
    0::double precision as share_scatter
from survey_answer as answer
join survey_asked as asked on asked.request = answer.request and asked.domain = answer.level
join lateral (
    select
        case asked.statistic
            when 'proportion' then (answer.value = asked.category)::integer::double precision
            else answer.value::double precision
        end as value
) as counted on true
where answer.value is not null
order by asked.part, answer.cell;
analyze survey_asked, survey_part;
