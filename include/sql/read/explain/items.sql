-- One row per node and indicator of a run for one unit, from the index downwards: weights, numbers, origin.
-- Inputs: scoring.run_node, run_indicator, weight, unit_score, level, contribution, cell, treatment.
-- Parameters: run_id, unit_code.
-- Read by rkci.scoring.explain. What is missing has its row too. The heaviest child comes first.
with recursive

item as (
    select node_code as code, name_en, name_id from scoring.run_node where run_id = %(run_id)s
    union all
    select indicator_code as code, name_en, name_id from scoring.run_indicator where run_id = %(run_id)s
),

sibling as (
    select
        *,
        row_number() over (partition by parent_code order by weight desc, code collate "C") as place
    from scoring.weight
    where run_id = %(run_id)s
),

way as (
    select sibling.*, array[sibling.place] as path
    from sibling
    where sibling.parent_code is null
    union all
    select child.*, way.path || child.place
    from way
    join sibling as child on child.parent_code = way.code
)

select
    way.code,
    way.parent_code,
    way.level,
    item.name_en,
    item.name_id,
    -- weights and what it gives the index
    way.weight,
    way.effective_weight,
    given.effective_weight as weight_here,
    given.contribution,
    -- a node
    node.aggregation,
    node.power,
    score.score,
    score.coverage,
    level.level_code,
    -- an indicator
    indicator.indicator_code is not null as is_indicator,
    indicator.unit,
    indicator.direction,
    indicator.transform,
    indicator.denominator,
    unit.attributes ->> indicator.denominator as denominator_value,
    indicator.normalisation,
    indicator.imputation,
    treatment.treatment,
    cell.normalised,
    cell.treated,
    cell.is_treated,
    cell.imputed,
    cell.is_imputed,
    cell.denominated,
    -- where it came from
    cell.selected,
    cell.status,
    cell.origin,
    cell.is_simulated,
    cell.year,
    cell.standard_error,
    cell.source,
    cell.file_hash,
    cell.sheet,
    cell.cell
from way
join item using (code)
join scoring.run_unit as unit on unit.run_id = %(run_id)s and unit.unit_code = %(unit_code)s
left join scoring.contribution as given
    on given.run_id = %(run_id)s and given.unit_code = %(unit_code)s and given.code = way.code
left join scoring.run_node as node on node.run_id = %(run_id)s and node.node_code = way.code
left join scoring.unit_score as score
    on score.run_id = %(run_id)s
    and score.unit_code = %(unit_code)s
    and score.node_code = way.code
    and score.side = 'all'
left join scoring.level as level
    on level.run_id = %(run_id)s and level.unit_code = %(unit_code)s and level.node_code = way.code
left join scoring.run_indicator as indicator
    on indicator.run_id = %(run_id)s and indicator.indicator_code = way.code
left join scoring.cell as cell
    on cell.run_id = %(run_id)s and cell.unit_code = %(unit_code)s and cell.indicator_code = way.code
left join scoring.treatment as treatment
    on treatment.run_id = %(run_id)s
    and treatment.indicator_code = way.code
    and treatment.period = coalesce(unit.year::text, '')
order by way.path
