-- One row per submitted file of a cycle: the newest that was not rejected counts for its city, older are superseded.
-- Inputs: staging.submission, quality.latest_failed_row (suite submission, critical), core.cycle_city.
-- Parameters: cycle.
-- Read by core.indicator_value, quality.rejected_row, quality.ledger.
delete from core.submission where cycle_year = %(cycle)s;

insert into core.submission (
    cycle_year, file_hash, file_name, city_code, revision, received_at, state, rule_id, is_simulated
)
with

-- the first rule that rejects a file, in the order of the suite
rejection as (
    select distinct on (row ->> 'file_hash')
        row ->> 'file_hash' as file_hash,
        rule_id
    from quality.latest_failed_row
    where cycle_year = %(cycle)s and severity = 'critical' and split_part(rule_id, '.', 1) = 'submission'
    order by row ->> 'file_hash', failed_row_id
),

-- a file belongs to the city in whose drop folder it lay; outside of one, to the city that it names
attributed as (
    select
        submission.*,
        coalesce(folder.city_code, submission.city_code) as owner_code,
        coalesce(
            quality.last_delivered(
                submission.cycle_year, 'submissions', submission.file_hash, submission.folder_city_code,
                case when not submission.is_clarifying then submission.deadline_at end
            ),
            submission.received_at
        ) as newest_at,
        rejection.rule_id
    from staging.submission as submission
    left join core.cycle_city as folder
        on folder.cycle_year = submission.cycle_year and folder.city_code = submission.folder_city_code
    left join rejection using (file_hash)
    where submission.cycle_year = %(cycle)s
),

-- order of arrival among the files of a city that were not rejected, by the last time in time that each came; what only
-- clarifies replaces no file
numbered as (
    select
        file_hash,
        row_number() over (partition by owner_code order by newest_at, file_hash) as revision,
        row_number() over (partition by owner_code, is_clarifying order by newest_at desc, file_hash desc) = 1
            as is_newest
    from attributed
    where rule_id is null
)

select
    attributed.cycle_year,
    attributed.file_hash,
    attributed.file_name,
    attributed.owner_code,
    numbered.revision,
    attributed.received_at,
    case
        when attributed.rule_id is not null then 'rejected'
        when attributed.is_clarifying then 'clarifying'
        when numbered.is_newest then 'accepted'
        else 'superseded'
    end as state,
    attributed.rule_id,
    attributed.is_simulated
from attributed
left join numbered using (file_hash);
