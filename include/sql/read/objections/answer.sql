-- One row per row that a city sent as an objection, whatever came of it: refused, superseded, open, accepted, rejected.
-- Inputs: staging.objection; core.objection, objection_decision, cycle_indicator; quality.rejected_row, objection_effect.
-- Parameters: cycle.
-- Read by rkci.objections.answers. A file that could not be read at all has one row without an objection.
with

refused as (
    select
        layer,
        file_hash,
        sheet,
        row_number,
        min(file_name) as file_name,
        min(city_code) as city_code,
        string_agg(message_id, ' ' order by rule_id) as message_id,
        string_agg(message_en, ' ' order by rule_id) as message_en
    from quality.rejected_row
    where cycle_year = %(cycle)s and dataset = 'objections'
    group by layer, file_hash, sheet, row_number
),

effect as (
    select effect.*
    from quality.objection_effect as effect
    join ops.cycle_framework as frozen using (cycle_year, framework_id)
    where effect.cycle_year = %(cycle)s and frozen.is_primary
)

select
    given.folder_city_code as city_code,
    given.objection_id,
    given.file_name,
    given.sheet,
    given.cell,
    ops.local_time(given.received_at, %(cycle)s) as received_at,
    given.indicator_code,
    indicator.name_id,
    indicator.name_en,
    given.claimed_text,
    given.reason,
    given.evidence,
    case
        when decision.outcome is not null then decision.outcome
        when counted.objection_id is not null then 'open'
        when coalesce(refused_row.message_id, refused_file.message_id) is not null then 'refused'
        else 'superseded'
    end as state,
    coalesce(decision.reason, refused_row.message_id, refused_file.message_id) as why_id,
    coalesce(decision.reason, refused_row.message_en, refused_file.message_en) as why_en,
    decision.decided_by,
    decision.second_by,
    decision.value,
    effect.value_before,
    effect.score_before,
    effect.score,
    effect.rank_before,
    effect.rank,
    given.is_simulated
from staging.objection as given
join core.cycle_city as city on city.cycle_year = given.cycle_year and city.city_code = given.folder_city_code
left join core.cycle_indicator as indicator
    on indicator.cycle_year = given.cycle_year and indicator.indicator_code = given.indicator_code
left join core.objection as counted using (objection_id)
left join core.objection_decision as decision using (objection_id)
left join refused as refused_row
    on refused_row.layer = 'row'
    and refused_row.file_hash = given.file_hash
    and refused_row.sheet = given.sheet
    and refused_row.row_number = given.row_number
left join refused as refused_file on refused_file.layer = 'file' and refused_file.file_hash = given.file_hash
left join effect using (objection_id)
where given.cycle_year = %(cycle)s
union all
select
    city.city_code,
    null as objection_id,
    refused.file_name,
    refused.sheet,
    null as cell,
    null as received_at,
    null as indicator_code,
    null as name_id,
    null as name_en,
    null as claimed_text,
    null as reason,
    null as evidence,
    'refused' as state,
    refused.message_id as why_id,
    refused.message_en as why_en,
    null as decided_by,
    null as second_by,
    null as value,
    null as value_before,
    null as score_before,
    null as score,
    null as rank_before,
    null as rank,
    false as is_simulated
from refused
join core.cycle_city as city on city.cycle_year = %(cycle)s and city.city_code = refused.city_code
where
    refused.layer = 'file'
    and not exists (select from staging.objection as given where given.file_hash = refused.file_hash)
order by city_code, objection_id, file_name
