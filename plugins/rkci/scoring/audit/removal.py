"""mart.audit_removal: the index without one indicator or node, and how far the places of the cities move.

The rest of the method stays as it is: normalised values are those of the run, the weights of the siblings rescale.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from rkci.refusal import Refusal
from rkci.scoring.audit.reading import Group, Item, Run
from rkci.scoring.audit.statistics import FEWEST_PAIRS, Vector, is_constant, mean_ranks, pearson
from rkci.scoring.audit.tables import Row, rounded

TOLERANCE = 1e-9
"""Relative difference up to which the index computed here is that of SQL."""


def removals(run: Run) -> Iterator[Row]:
    """One row per item below the index and group of cities. Raises Refusal if the index here is not that of SQL."""
    _check(run)
    for removed in run.items:
        if removed.parent is None:
            continue
        without = _index_without(run, removed)
        for group in run.groups:
            yield {
                "removed_code": removed.code,
                "level": removed.level,
                "name_id": removed.name_id,
                "name_en": removed.name_en,
                "group_column": group.column,
                "group_code": group.code,
                **_shifts(run, group, without),
            }


def aggregate(node: Item, children: Sequence[Item], values: dict[str, Vector]) -> Vector:
    """Score of a node from its children's values, as include/sql/scoring/score.sql does it."""
    matrix = np.vstack([values[child.code] for child in children])
    present = ~np.isnan(matrix)
    weight = np.array([child.weight for child in children])[:, None] * present
    if node.aggregation == "copeland":
        score = _copeland(matrix, np.array([child.weight for child in children]))
    else:
        power = {"arithmetic": 1.0, "harmonic": -1.0, "geometric": 0.0}.get(node.aggregation or "", node.power or 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            transformed = np.log(matrix) if power == 0 else matrix**power
            mean = np.where(present, weight * transformed, 0).sum(axis=0) / weight.sum(axis=0)
            score = np.exp(mean) if power == 0 else mean ** (1 / power)
    share = present.mean(axis=0)
    return np.where((share == 0) | (share < (node.data_threshold or 0)), np.nan, score)


def _copeland(matrix: Vector, weights: Vector) -> Vector:
    """Pairs won less pairs lost by the weight of the children on which a city is better; ties count half."""
    score = np.zeros(matrix.shape[1])
    for city in range(matrix.shape[1]):
        ours = matrix[:, [city]]
        better = np.where(ours > matrix, 1.0, np.where(ours == matrix, 0.5, 0.0))
        weight = weights[:, None] * ~(np.isnan(ours) | np.isnan(matrix))
        total = weight.sum(axis=0)
        share = np.divide((weight * better).sum(axis=0), total, out=np.full(len(total), 0.5), where=total > 0)
        score[city] = np.sign(np.round(share, 12) - 0.5).sum()
    return score


def _index_without(run: Run, removed: Item) -> Vector | None:
    """Scores of the index without an item; a node that loses its only child goes, too. None if nothing is left."""
    while removed.parent is not None and len(run.children(removed.parent)) == 1:
        removed = run.by_code[removed.parent]
    if removed.parent is None:
        return None
    values = {item.code: item.values for item in run.items}
    for node in run.above(removed):
        children = [child for child in run.children(node.code) if child.code != removed.code]
        values[node.code] = aggregate(node, children, values)
    return values[run.index.code]


def _shifts(run: Run, group: Group, without: Vector | None) -> Row:
    members = np.array(group.members, dtype=int)
    found = np.full(len(members), np.nan) if without is None else without[members]
    kept = ~np.isnan(found)
    before, after = run.index.values[members][kept], found[kept]
    shift = np.abs(_places(after, run.digits) - _places(before, run.digits))
    most = int(shift.max(initial=0))
    city = run.cities[members[kept][int(np.argmax(shift))]] if most else None
    reason = None
    if not group.members:
        reason = "No city has a published place."
    elif without is None:
        reason = "Nothing is left of the index."
    elif not kept.any():
        reason = "No city has a score without it."
    elif kept.sum() < FEWEST_PAIRS:
        reason = f"Fewer than {FEWEST_PAIRS} cities: no rank correlation."
    elif is_constant(before) or is_constant(after):
        reason = "Every city has the same score: no rank correlation."
    return {
        "cities": int(kept.sum()),
        "lost": int((~kept).sum()),
        "mean_shift": rounded(shift.mean()) if kept.any() else None,
        "max_shift": most if kept.any() else None,
        "max_shift_city_code": city,
        "spearman": None if reason else rounded(pearson(mean_ranks(before), mean_ranks(after))),
        "reason": reason,
    }


def _places(scores: Vector, digits: int) -> Vector:
    """Best is 1; scores that are equal after rounding share the smaller place."""
    level = np.round(scores, digits)
    places: Vector = (level[None, :] > level[:, None]).sum(axis=1) + 1
    return places


def _check(run: Run) -> None:
    values = {item.code: item.values for item in run.items}
    for node in sorted(run.nodes, key=lambda node: node.level):
        here = aggregate(node, run.children(node.code), values)
        if not np.allclose(here, node.values, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True):
            raise Refusal(
                f"Audit: {node.code} aggregated by rkci.scoring.audit.removal is not what scoring/score.sql gave; "
                "the two must agree before an indicator is left out. Compare them and fix the one that is wrong."
            )
