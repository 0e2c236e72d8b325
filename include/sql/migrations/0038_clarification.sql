-- The phase clarification: after the deadline a file counts for what its city is asked about, and for nothing else.
alter table staging.submission add column seen_at timestamptz not null default now();
alter table staging.submission add column is_clarifying boolean not null default false;
alter table staging.submission_value add column is_asked boolean not null default true;
alter table staging.innovation add column is_asked boolean not null default true;
comment on column staging.submission.seen_at is 'When the pipeline saw the delivery: tickets that were open then are what it may answer.';
comment on column staging.submission.is_clarifying is 'The file came in the phase clarification, after the deadline of its city, which had open tickets: it counts for their cells alone.';
comment on column staging.submission_value.is_asked is 'False for a cell of a clarifying file that had no open ticket.';
comment on column staging.innovation.is_asked is 'False for a row of a clarifying file that had no open ticket.';
comment on column core.submission.state is 'accepted (one per city), clarifying (counts for cells with a ticket, before the accepted file), superseded or rejected.';
comment on column quality.ticket.deadline_at is 'First instant at which an answer is late: the end of the phase clarification, or where there is none some days; never before the submission deadline of the city.';

create table core.superseded_answer (
    cycle_year integer not null,
    file_hash text not null,
    layer text not null,
    sheet text not null,
    row_number integer not null,
    primary key (cycle_year, file_hash, layer, sheet, row_number)
);
comment on table core.superseded_answer is 'Rows of files that count in whose place a clarifying file gave a newer answer.';
comment on column core.superseded_answer.cycle_year is 'Cycle.';
comment on column core.superseded_answer.file_hash is 'File of the older answer.';
comment on column core.superseded_answer.layer is 'row (an answer) or innovation.';
comment on column core.superseded_answer.sheet is 'Sheet of the older answer.';
comment on column core.superseded_answer.row_number is 'Row of the older answer.';

create or replace view quality.missing_by_city as
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
                where
                    rejected.cycle_year = cycle_city.cycle_year
                    and rejected.dataset = 'submissions'
                    and rejected.layer = 'row'
                    and rejected.city_code = cycle_city.city_code
                    and rejected.indicator_code = indicator.indicator_code
                    and rejected.rule_id <> 'submission_value.has_open_ticket'
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
