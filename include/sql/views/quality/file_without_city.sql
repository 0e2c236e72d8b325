create view quality.file_without_city as
select
    submission.cycle_year,
    submission.file_hash,
    submission.file_name,
    staged.city_code_text,
    staged.city_name_text,
    submission.rule_id,
    submission.received_at,
    case
        when answer.file_name is not null then 'closed'
        when confirmed.city_code is not null then 'answered'
        else 'open'
    end as state,
    confirmed.city_code as confirmed_city_code,
    answer.file_name as closed_by_file_name
from core.submission as submission
join staging.submission as staged using (cycle_year, file_hash)
left join quality.city_proposal as confirmed
    on confirmed.cycle_year = submission.cycle_year
    and confirmed.file_hash = submission.file_hash
    and confirmed.state = 'confirmed'
left join lateral (
    select newer.file_name
    from core.submission as newer
    where
        newer.cycle_year = submission.cycle_year
        and newer.state in ('accepted', 'superseded')
        and newer.received_at > submission.received_at
        and substring(newer.file_name from '[^/]*$') = substring(submission.file_name from '[^/]*$')
    order by newer.received_at desc, newer.file_name
    limit 1
) as answer on true
where submission.city_code is null;
comment on view quality.file_without_city is 'Submitted files that belong to no known city: open questions to the secretariat, for no city can be asked.';
comment on column quality.file_without_city.cycle_year is 'Cycle.';
comment on column quality.file_without_city.file_hash is 'The file; rkci confirm-city takes it.';
comment on column quality.file_without_city.file_name is 'Its path below the inbox of the cycle.';
comment on column quality.file_without_city.city_code_text is 'City code as written; null where none was read.';
comment on column quality.file_without_city.city_name_text is 'City name as written; null where none was read.';
comment on column quality.file_without_city.rule_id is 'First rule that refused it.';
comment on column quality.file_without_city.received_at is 'When it was delivered: open since then.';
comment on column quality.file_without_city.state is 'open; answered, a person confirmed its city and the next run honours it; closed, a newer file of the same name was taken in. A file that is attributed by that run is here no more.';
comment on column quality.file_without_city.confirmed_city_code is 'City that a person confirmed; null while none did.';
comment on column quality.file_without_city.closed_by_file_name is 'The newer file of the same name; null while there is none.';
