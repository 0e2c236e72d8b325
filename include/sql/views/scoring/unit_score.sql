create view scoring.unit_score as
select score.run_id, unit.unit_code, unit.place, score.node_code, score.side, cell.score, cell.coverage
from scoring.score as score
cross join lateral unnest(score.score, score.coverage) with ordinality as cell (score, coverage, place)
join scoring.run_unit as unit on unit.run_id = score.run_id and unit.place = cell.place;
comment on view scoring.unit_score is 'One row per unit, node and side: scoring.score unit by unit.';
