create view quality.missing_by_city as
select
    cycle_city.cycle_year,
    cycle_city.city_code,
    city.city_name,
    indicator.indicator_code,
    indicator.name_id,
    indicator.name_en,
    indicator.is_required,
    case
        when counted.file_hash is null then 'no_file'
        when exists (
                select from quality.rejected_row as rejected
                join quality.rule as rule using (rule_id)
                where
                    rejected.cycle_year = cycle_city.cycle_year
                    and rejected.dataset = 'submissions'
                    and rejected.layer = 'row'
                    and rejected.city_code = cycle_city.city_code
                    and rejected.indicator_code = indicator.indicator_code
                    and rule.cause is distinct from 'unasked'
            ) then 'rejected'
        when answer.status is not null then 'declared_missing'
        else 'not_answered'
    end as reason
from core.cycle_city as cycle_city
join core.city as city using (city_code)
join core.cycle_indicator as indicator
    on indicator.cycle_year = cycle_city.cycle_year and indicator.source = 'submitted'
left join core.submission as counted
    on counted.cycle_year = cycle_city.cycle_year
    and counted.city_code = cycle_city.city_code
    and counted.state = 'accepted'
left join core.indicator_value as answer
    on answer.cycle_year = cycle_city.cycle_year
    and answer.city_code = cycle_city.city_code
    and answer.indicator_code = indicator.indicator_code
    and answer.origin = 'submitted'
where coalesce(answer.status, 'missing') = 'missing';
comment on view quality.missing_by_city is 'What is missing from whom: one row per city and indicator asked of it without an answer that counts.';
comment on column quality.missing_by_city.reason is 'no_file, rejected, declared_missing (the city says that there are no data) or not_answered.';
