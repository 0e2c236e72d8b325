create view scoring.uncertainty_place as
select drawn.run_id, drawn.group_column, drawn.group_code, drawn.unit_code, cell.place, cell.probability
from scoring.uncertainty_unit as drawn
cross join lateral unnest(drawn.places, drawn.probabilities) as cell (place, probability);
comment on view scoring.uncertainty_place is 'One row per unit, grouping and place that some draw gave it: scoring.uncertainty_unit place by place.';
