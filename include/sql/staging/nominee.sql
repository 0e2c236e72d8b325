-- One row per ranked city of a cycle: its place in its class in the first stage, and whether it is in the shortlist.
-- Inputs: scoring.run, unit_rank, unit_score, uncertainty_unit of the newest run; ops.cycle_framework, decision.
-- Parameters: cycle; per_class, tie_break (criteria in order) of the key `shortlist` of cycle.yaml.
-- Read by rkci.visits.shortlist and core/nominee.sql. Once ranks have two stages, no draws of the first are there.
delete from staging.nominee where cycle_year = %(cycle)s;

insert into staging.nominee (
    cycle_year, city_code, class_code, place, is_in, rank, score, rank_low, rank_high, probability_in, is_tied_at_cut,
    is_close_to_cut, excluded_because, excluded_by, run_id
)
with

run as (
    select
        coalesce(run.first_run_id, run.run_id) as run_id,
        run.first_run_id is null as is_drawn
    from scoring.run as run
    join ops.cycle_framework as frozen using (cycle_year, framework_id, framework_hash)
    where run.cycle_year = %(cycle)s and run.kind = 'cycle' and run.finished_at is not null and frozen.is_primary
    order by run.run_id desc
    limit 1
),

-- what was said last of a city holds
excluded as (
    select
        newest.subject as city_code,
        newest.reason,
        newest.decided_by
    from (
        select distinct on (subject) *
        from ops.decision
        where cycle_year = %(cycle)s and kind = 'shortlist_exclusion'
        order by subject, decision_id desc
    ) as newest
    where newest.outcome = 'excluded'
),

ranked as (
    select
        run.run_id,
        placed.unit_code as city_code,
        placed.group_code as class_code,
        placed.rank,
        score.score,
        score.coverage,
        drawn.rank_low,
        drawn.rank_high,
        drawn.tie_group,
        drawn.places,
        drawn.probabilities,
        excluded.reason as excluded_because,
        excluded.decided_by as excluded_by
    from run
    join scoring.run_node as index_node on index_node.run_id = run.run_id and index_node.parent_code is null
    join scoring.unit_rank as placed
        on placed.run_id = run.run_id and placed.node_code = index_node.node_code
        and placed.side = 'all' and placed.group_column = 'class_code'
    join scoring.unit_score as score
        on score.run_id = run.run_id and score.node_code = index_node.node_code
        and score.side = 'all' and score.unit_code = placed.unit_code
    left join scoring.uncertainty_unit as drawn
        on run.is_drawn and drawn.run_id = run.run_id
        and drawn.group_column = 'class_code' and drawn.unit_code = placed.unit_code
    left join excluded on excluded.city_code = placed.unit_code
    where placed.rank is not null
),

-- the place in the class to which the list reaches: the excluded before it move it down
cut as (
    select
        class_code,
        max(position) as place
    from (
        select
            *,
            count(*) filter (where excluded_because is null) over (
                partition by class_code order by position
            ) as number
        from (
            select
                class_code,
                excluded_because,
                row_number() over (
                    partition by class_code order by rank, excluded_because is not null, city_code
                ) as position
            from ranked
        ) as positioned
    ) as numbered
    where excluded_because is null and number <= %(per_class)s
    group by class_code
),

likely as (
    select
        ranked.*,
        cell.probability_in
    from ranked
    left join cut using (class_code)
    left join lateral (
        select sum(drawn.probability order by drawn.place) as probability_in
        from unnest(ranked.places, ranked.probabilities) as drawn (place, probability)
        where drawn.place <= cut.place
        having ranked.places is not null
    ) as cell on true
),

-- whose score is the same stand in the order of the declared criteria
keyed as (
    select
        likely.*,
        (
            select
                array_agg(
                    case criterion.name
                        when 'probability_in' then -coalesce(likely.probability_in, 0)
                        when 'coverage' then -likely.coverage
                        else 0
                    end
                    order by criterion.number
                )
            from unnest(%(tie_break)s::text[]) with ordinality as criterion (name, number)
        ) as tie_keys
    from likely
),

placed as (
    select
        *,
        case
            when excluded_because is null
                then row_number() over (
                    partition by class_code, excluded_because is null order by rank, tie_keys, city_code
                )
        end as number
    from keyed
),

listed as (
    select
        *,
        coalesce(number <= %(per_class)s, false) as is_in,
        max(rank) filter (where number <= %(per_class)s) over (partition by class_code) as last_rank
    from placed
),

-- who is excluded stands on neither side of the line
sided as (
    select
        *,
        excluded_because is null and rank = last_rank
        and bool_or(number > %(per_class)s) over (partition by class_code, rank) as is_tied_at_cut,
        excluded_because is null and tie_group is not null
        and bool_or(number > %(per_class)s) over (partition by class_code, tie_group)
        and bool_or(number <= %(per_class)s) over (partition by class_code, tie_group) as is_close_to_cut
    from listed
)

select
    %(cycle)s,
    city_code,
    class_code,
    case when is_in then number end as place,
    is_in,
    rank,
    score,
    rank_low,
    rank_high,
    probability_in,
    coalesce(is_tied_at_cut, false),
    coalesce(is_tied_at_cut, false) or coalesce(is_close_to_cut, false),
    excluded_because,
    excluded_by,
    run_id
from sided
order by class_code, rank, number;
