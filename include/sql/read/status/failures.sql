-- One row per rule that failed in a cycle, most first.
-- Inputs: quality.failures_by_rule.
-- Parameters: cycle.
-- Read by `rkci intake-status`.
select
    rule_id,
    severity,
    failures,
    files,
    cities
from quality.failures_by_rule
where cycle_year = %(cycle)s
order by failures desc, rule_id
