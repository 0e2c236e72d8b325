-- One row per maturity answer that an assessor read: how far it is, and the level that its readers came to.
-- Inputs: core.assessment, core.indicator_value (what the city claims).
-- Parameters: cycle; readers, agree_within, quantile of the key `assessment` of cycle.yaml.
-- Read by core/indicator_value_assessed.sql, `rkci agreement` and the summary of a run.
delete from quality.assessment_state where cycle_year = %(cycle)s;

insert into quality.assessment_state (
    cycle_year, city_code, indicator_code, state, readers, lowest_level, highest_level, claimed_level, assessed_level
)
with

gathered as (
    select
        city_code,
        indicator_code,
        count(*) as readers,
        min(level) as lowest_level,
        max(level) as highest_level,
        percentile_disc(%(quantile)s) within group (order by level) as level
    from core.assessment
    where cycle_year = %(cycle)s
    group by city_code, indicator_code
),

judged as (
    select
        *,
        case
            when readers < %(readers)s then 'single'
            when readers > %(readers)s then 'settled'
            when highest_level - lowest_level <= %(agree_within)s then 'agreed'
            else 'third_needed'
        end as state
    from gathered
)

select
    %(cycle)s,
    judged.city_code,
    judged.indicator_code,
    judged.state,
    judged.readers,
    judged.lowest_level,
    judged.highest_level,
    claim.value,
    case when judged.state in ('agreed', 'settled') then judged.level end
from judged
left join core.indicator_value as claim
    on claim.cycle_year = %(cycle)s
    and claim.city_code = judged.city_code
    and claim.indicator_code = judged.indicator_code
    and claim.origin = 'submitted';
