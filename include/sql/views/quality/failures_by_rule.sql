create view quality.failures_by_rule as
select
    failed.cycle_year,
    failed.rule_id,
    failed.severity,
    count(*) as failures,
    count(distinct failed.file_hash) as files,
    count(distinct failed.city_code) as cities,
    max(failed.message_id) as message_id,
    max(failed.message_en) as message_en
from (
    select cycle_year, rule_id, 'critical' as severity, file_hash, city_code, message_id, message_en
    from quality.rejected_row
    union all
    select cycle_year, rule_id, 'warning' as severity, file_hash, city_code, message_id, message_en
    from quality.flagged_row
) as failed
group by failed.cycle_year, failed.rule_id, failed.severity;
comment on view quality.failures_by_rule is 'Which rule fails most: one row per cycle and rule with its rejections or warnings, files and cities.';
