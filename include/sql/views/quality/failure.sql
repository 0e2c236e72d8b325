-- What failed, with all that a rule tells of it: where, what was found there, and the words.
-- Inputs: quality.latest_failed_row, quality.rule.
-- Parameters: none.
-- Read by quality/rejected_row.sql and quality/flagged_row.sql. No rule is named here: each says in its suite what it tells.
create view quality.failure as
select
    failed.cycle_year,
    rule.dataset,
    -- a rule that knows no row is about the file
    case when rule.place ? 'row_number' then rule.layer else 'file' end as layer,
    failed.rule_id,
    failed.severity,
    rule.cause,
    failed.row ->> 'file_hash' as file_hash,
    failed.row ->> 'file_name' as file_name,
    failed.row ->> (rule.place ->> 'sheet') as sheet,
    (failed.row ->> (rule.place ->> 'row_number'))::integer as row_number,
    failed.row ->> (rule.place ->> 'cell') as cell,
    failed.row ->> (rule.place ->> 'city_code') as city_code,
    failed.row ->> (rule.place ->> 'indicator_code') as indicator_code,
    (
        select left(coalesce(string_agg(failed.row ->> told.name, rule.found_between order by told.place), ''), 200)
        from unnest(rule.found) with ordinality as told (name, place)
    ) as found_text,
    rule.message_id,
    rule.message_en,
    failed.row
from quality.latest_failed_row as failed
join quality.rule as rule using (rule_id);
comment on view quality.failure is 'quality.latest_failed_row with the dataset, the layer, the place, what was found and the words, as the rules tell them.';
