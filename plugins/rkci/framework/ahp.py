"""Weights by the analytic hierarchy process: what a panel of experts judged pair by pair.

Below each parent the experts' matrices are joined by the geometric mean of each judgement; the weights are the
principal eigenvector of the joint matrix, scaled to the sum 1. With n children and the principal eigenvalue l the
consistency index is (l - n) / (n - 1) and the consistency ratio that index by Saaty's random index of n; a ratio above
0.1 is inconsistent. Sources: T. L. Saaty, The Analytic Hierarchy Process (1980), where the random indices stand;
J. Aczél and T. L. Saaty, Procedures for synthesizing ratio judgements (1983), for the geometric mean.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci.framework.judgements import Judged, children_of, read
from rkci.framework.model import Consistency, Indicator, Node
from rkci.refusal import Fault

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random reciprocal matrices of 1, 2, ... 15 rows (Saaty 1980)."""


class Priorities(NamedTuple):
    """Weights of the children of a parent, in their order, and how consistent the matrix is that gave them."""

    weights: tuple[float, ...]
    lambda_max: float
    consistency_index: float
    consistency_ratio: float


class Weighed(NamedTuple):
    """Weights by code (they add up to 1 below each parent), and the consistency of every matrix."""

    weights: dict[str, float]
    consistency: tuple[Consistency, ...]


def priorities(matrix: Sequence[Sequence[float]]) -> Priorities:
    """Weights and consistency of a positive reciprocal matrix of 1 to 15 rows.

    With one or two children every judgement is consistent: the ratio is 0.
    """
    values, vectors = np.linalg.eig(np.asarray(matrix, dtype=float))
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    size = len(matrix)
    lambda_max = max(float(values[largest].real), float(size))
    index = (lambda_max - size) / (size - 1) if size > 2 else 0.0
    ratio = index / RANDOM_INDEX[size - 1] if size > 2 else 0.0
    return Priorities(tuple(float(weight) for weight in vector / vector.sum()), lambda_max, index, ratio)


def joined(matrices: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
    """The element-wise geometric mean of matrices of one size."""
    mean: list[list[float]] = np.exp(np.mean(np.log(np.asarray(matrices, dtype=float)), axis=0)).tolist()
    return mean


def weigh(
    folder: Path,
    choices: Mapping[str, Any],
    nodes: tuple[Node, ...],
    indicators: tuple[Indicator, ...],
    faults: list[Fault],
) -> Weighed:
    """The weights that the panel `choices["judgements"]` in `folder` gives, by the block `weights` of framework.yaml.

    What is invalid goes to `faults`: the file (see rkci.framework.judgements), a joint matrix whose ratio is above
    `max_consistency_ratio`, an expert's where `inconsistent` is refuse; with exclude that matrix is left out below
    that parent, and `consistency` says so.
    """
    file = folder / choices["judgements"]
    siblings = children_of(nodes, indicators)
    judged = read(file, siblings, faults)
    if faults:
        return Weighed({}, ())
    weights: dict[str, float] = {}
    rows: list[Consistency] = []
    for parent, children in siblings.items():
        if len(children) == 1:
            weights[children[0]] = 1.0
            continue
        found, below = _parent(file.name, parent, children, judged, choices, faults)
        weights.update(found)
        rows.extend(below)
    return Weighed(weights, tuple(rows))


def record(connection: Connection, run_id: int, consistency: Iterable[Consistency]) -> None:
    """Write the consistency of a run's panel to scoring.run_ahp; nothing where the weights are no panel's."""
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into scoring.run_ahp (run_id, parent_code, expert_code, lambda_max, consistency_index,"
            " consistency_ratio, is_excluded) values %s",
            [(run_id, *row) for row in consistency],
        )


def _parent(
    file: str, parent: str, children: Sequence[str], judged: Judged, choices: Mapping[str, Any], faults: list[Fault]
) -> tuple[dict[str, float], list[Consistency]]:
    limit = choices["max_consistency_ratio"]
    kept, rows = [], []
    for expert in judged.experts:
        matrix = _matrix(children, judged.ratios[expert])
        found = priorities(matrix)
        is_excluded = found.consistency_ratio > limit
        rows.append(Consistency(parent, expert, *found[1:], is_excluded))
        if not is_excluded:
            kept.append(matrix)
        elif choices["inconsistent"] == "refuse":
            words = (
                f"{expert} judges the children of {parent} with a consistency ratio of {found.consistency_ratio:.3g}"
            )
            todo = "let the expert judge again, or set weights.inconsistent to exclude"
            faults.append(Fault(file, f"{words}, above {limit:g}: {todo}."))
    if not kept:
        if choices["inconsistent"] == "exclude":
            words = f"every expert's consistency ratio for the children of {parent} is above {limit:g}"
            faults.append(Fault(file, f"{words}; nobody is left, let them judge again."))
        return {}, rows
    joint = priorities(joined(kept))
    if joint.consistency_ratio > limit:
        words = (
            f"the panel joined has a consistency ratio of {joint.consistency_ratio:.3g} for the children of {parent}"
        )
        faults.append(Fault(file, f"{words}, above {limit:g}; let the experts judge again."))
    rows.append(Consistency(parent, None, *joint[1:], False))
    return dict(zip(children, joint.weights, strict=True)), rows


def _matrix(children: Sequence[str], ratios: Mapping[tuple[str, str], float]) -> list[list[float]]:
    return [list(_row(child, children, ratios)) for child in children]


def _row(child: str, children: Sequence[str], ratios: Mapping[tuple[str, str], float]) -> Iterator[float]:
    for other in children:
        if other == child:
            yield 1.0
        else:
            yield ratios[child, other] if (child, other) in ratios else 1 / ratios[other, child]
