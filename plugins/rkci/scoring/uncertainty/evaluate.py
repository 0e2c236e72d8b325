"""The index of many draws at once.

Draws that make the same choices share their normalised matrix; only vectors with an error of their own (survey
indicators, imputed cells) are made again for each draw. Memory is bounded by doing so many draws at a time.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rkci.scoring.uncertainty import method
from rkci.scoring.uncertainty.method import MethodError, Vector
from rkci.scoring.uncertainty.plan import IMPUTED, SAMPLING, WEIGHTS, Draw, generator
from rkci.scoring.uncertainty.problem import Column, Node, Problem, UncertaintyError, scale_of

CELLS_AT_A_TIME = 4_000_000
"""Bound on draws x units x nodes that are held at once."""


def index(problem: Problem, draws: Sequence[Draw]) -> Vector:
    """Index of every unit in every draw, shape (draws, units), on the scale of the published index.

    Raises UncertaintyError naming draw, parameters, unit and node where a draw cannot be computed: none is dropped.
    """
    found = np.full((len(draws), len(problem.units)), np.nan)
    at_a_time = max(1, CELLS_AT_A_TIME // (len(problem.units) * len(problem.nodes)))
    for places in _worlds(draws).values():
        some = [draws[place] for place in places]
        world = _World(problem, some[0])
        for start in range(0, len(some), at_a_time):
            batch = some[start : start + at_a_time]
            found[places[start : start + at_a_time]] = world.index(batch)
    return found


def _worlds(draws: Sequence[Draw]) -> dict[str, list[int]]:
    """Draws by their choices of method, as places in `draws`."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, draw in enumerate(draws):
        key = [draw.imputation, draw.treatment, draw.normalisation, draw.aggregation]
        found[json.dumps(key, sort_keys=True)].append(place)
    return found


class _World:
    """One choice of imputation, treatment, normalisation and aggregation."""

    def __init__(self, problem: Problem, draw: Draw) -> None:
        self.problem, self.draw = problem, draw
        self.seed = int(problem.settings["uncertainty"]["seed"])
        self.imputed = [self._imputed(column) for column in problem.columns]
        self.static = [
            self._normalised(column, self._treated(column, values), draw)
            for column, values in zip(problem.columns, self.imputed, strict=True)
        ]
        self.nodes = [self._node(node) for node in problem.nodes]

    def index(self, draws: Sequence[Draw]) -> Vector:
        """Index of these draws, shape (draws, units)."""
        problem, weights = self.problem, self._weights(draws)
        active = np.ones((len(draws), len(problem.columns)))
        for place, draw in enumerate(draws):
            if draw.left_out is not None:
                active[place, [column.code == draw.left_out for column in problem.columns]] = 0
        children: dict[str, list[tuple[Vector, Vector, Vector | None]]] = defaultdict(list)
        for place, column in enumerate(problem.columns):
            values = self._with_errors(place, draws)
            children[column.parent].append((values, weights[column.code], active[:, place]))
        score = np.empty(0)
        for node in sorted(self.nodes, key=lambda node: (node.level, node.code)):
            score = self._mean(node, children.pop(node.code), draws)
            if node.parent is not None:
                children[node.parent].append((score, weights[node.code], None))
        return self._on_published_scale(np.broadcast_to(score, (len(draws), len(problem.units))))

    def _imputed(self, column: Column) -> Vector:
        if self.draw.imputation is None:
            return column.imputed
        block = column.imputation | self.draw.imputation
        if block["method"] in ("row_mean", "latest", "linear"):
            raise UncertaintyError(f"uncertainty.vary.imputation: {block['method']} is not simulated; leave it out.")
        return method.impute(column.given, column.gaps, block, self.problem.pools(block.get("group")))

    def _treated(self, column: Column, values: Vector) -> Vector:
        block = column.treatment | (self.draw.treatment or {})
        if block["method"] == "none" or values.ndim == 1:
            return method.treat(values, block)
        return np.stack([method.treat(each, block) for each in values])

    def _normalised(self, column: Column, values: Vector, draw: Draw) -> Vector:
        """Normalised values of a column; `draw` is the one to name where they cannot be."""
        block = column.normalisation | (self.draw.normalisation or {})
        reference = block.get("reference")
        if reference is not None and reference not in self.problem.units:
            raise UncertaintyError(f"normalisation.reference {reference!r} is not a unit of the run; name one that is.")
        place = None if reference is None else self.problem.units.index(reference)
        pools = self.problem.pools(block["group"] if block["pool"] == "group" else None)
        try:
            return method.normalise(values, block, column.direction, column.transform, pools, place)
        except MethodError as error:
            unit = "" if error.place is None else f"unit {self.problem.units[error.place]}, "
            raise UncertaintyError(
                f"Draw {draw.number} ({_words(draw)}) failed: {unit}indicator {column.code}, a child of "
                f"{column.parent}: {error}. Take what it varies out of uncertainty.vary, or choose another scale."
            ) from error

    def _with_errors(self, place: int, draws: Sequence[Draw]) -> Vector:
        """Normalised values of a column: shape (units), or (draws, units) where draws give it errors of its own."""
        column, imputed = self.problem.columns[place], self.imputed[place]
        filled = column.gaps & ~np.isnan(imputed)
        errors = np.nan_to_num(column.standard_error)
        is_noisy = any(draw.sampling_stream is not None for draw in draws) and errors.any()
        is_refilled = any(draw.imputed_stream is not None for draw in draws) and filled.any()
        if not (is_noisy or is_refilled):
            return self.static[place]
        values = np.tile(imputed, (len(draws), 1))
        for row, draw in enumerate(draws):
            if is_noisy and draw.sampling_stream is not None:
                noise = generator(self.seed, SAMPLING, draw.sampling_stream, place)
                values[row] += errors * noise.standard_normal(len(errors))
            if is_refilled and draw.imputed_stream is not None:
                donors = generator(self.seed, IMPUTED, draw.imputed_stream, place)
                values[row, filled] = self._donated(column, filled, donors)
        treated = self._treated(column, values)
        try:
            return self._normalised(column, treated, draws[0])
        except UncertaintyError:  # one by one, to name the draw that fails
            return np.stack([self._normalised(column, row, draw) for row, draw in zip(treated, draws, strict=True)])

    def _donated(self, column: Column, filled: Any, donors: np.random.Generator) -> Vector:
        """A value for each imputed cell, drawn among those that are there in its pool (random hot deck)."""
        block = column.imputation | (self.draw.imputation or {})
        is_grouped = block["method"] in ("group_mean", "group_median")
        pools = self.problem.pools(block["group"] if is_grouped else None)
        given = ~np.isnan(column.given)
        found = []
        for place in np.flatnonzero(filled):
            pool = column.given[given & (pools == pools[place])]
            found.append(donors.choice(pool if len(pool) else column.given[given]))
        return np.array(found)

    def _weights(self, draws: Sequence[Draw]) -> dict[str, Vector]:
        """Code to its weight in each draw, shape (draws)."""
        items: list[Column | Node] = [*self.problem.columns, *(n for n in self.problem.nodes if n.parent is not None)]
        given = np.array([item.weight for item in items])
        made = np.tile(given, (len(draws), 1))
        block = self.problem.settings["uncertainty"]
        noise, is_dirichlet = block["weight_noise"], block["vary"].get("weights") == "dirichlet"
        families = [[at for at, item in enumerate(items) if item.parent == node.code] for node in self.problem.nodes]
        for row, draw in enumerate(draws):
            if draw.weights_stream is None:
                continue
            chance = generator(self.seed, WEIGHTS, draw.weights_stream)
            if is_dirichlet:
                for family in families:
                    made[row, family] = chance.dirichlet(np.maximum(given[family], 1e-12) / noise**2)
            else:
                made[row] *= 1 + noise * (2 * chance.random(len(items)) - 1)
        return {item.code: made[:, at] for at, item in enumerate(items)}

    def _node(self, node: Node) -> Node:
        choice = self.draw.aggregation
        if choice is None or node.is_own_choice:
            return node
        return replace(
            node,
            aggregation=choice.get("method", node.aggregation),
            power=choice.get("power", node.power),
            threshold=choice.get("data_threshold", node.threshold),
        )

    def _mean(
        self, node: Node, children: Sequence[tuple[Vector, Vector, Vector | None]], draws: Sequence[Draw]
    ) -> Vector:
        """Score of a node in each draw; children are (values, weight per draw, 1 where not left out per draw)."""
        if node.aggregation == "copeland":
            return self._copeland(children, len(draws))
        total: Any = 0.0
        weight_present: Any = 0.0
        present: Any = 0.0
        among: Any = 0.0
        for values, weight, active in children:
            terms = method.mean_terms(node.aggregation, node.power, values)
            self._refuse_undefined(node, values, terms, draws, active)
            own = (weight if active is None else weight * active)[:, None]
            counts = np.ones((len(draws), 1)) if active is None else active[:, None]
            missing = np.isnan(terms)
            if missing.any():
                is_there = ~missing
                total = total + own * np.where(missing, 0.0, terms)
                weight_present = weight_present + own * is_there
                present = present + counts * is_there
            else:
                total = total + own * terms
                weight_present = weight_present + own
                present = present + counts
            among = among + counts
        with np.errstate(divide="ignore", invalid="ignore"):
            score = method.mean_inverse(node.aggregation, node.power, total / weight_present)
            too_few = (present == 0) | (present / among < (node.threshold or 0.0))
        return np.where(too_few, np.nan, score)

    def _copeland(self, children: Sequence[tuple[Vector, Vector, Vector | None]], draws: int) -> Vector:
        rows = []
        for row in range(draws):
            kept = [child for child in children if child[2] is None or child[2][row]]
            values = np.stack([v[row] if v.ndim == 2 else v for v, _, _ in kept])
            rows.append(method.copeland(values, np.array([weight[row] for _, weight, _ in kept])))
        return np.stack(rows)

    def _refuse_undefined(
        self, node: Node, values: Vector, terms: Vector, draws: Sequence[Draw], active: Vector | None
    ) -> None:
        undefined = np.isnan(terms) & ~np.isnan(values)
        if terms is values or not undefined.any():
            return
        shape = (len(draws), len(self.problem.units))
        found = np.broadcast_to(undefined, shape) & (True if active is None else active[:, None] > 0)
        if not found.any():
            return
        row, place = np.argwhere(found)[0]
        draw, unit = draws[row], self.problem.units[place]
        raise UncertaintyError(
            f"Draw {draw.number} ({_words(draw)}) failed: unit {unit}: a child of {node.code} is "
            f"{np.broadcast_to(values, shape)[row, place]:g}, of which there is no {node.aggregation} mean: vary over "
            "a normalisation above 0 (such as {method: goalposts, min: 1, max: 100}) or over other means."
        )

    def _on_published_scale(self, score: Vector) -> Vector:
        """The score of a draw on another bounded scale (1 to 100, say), taken linearly to the published one."""
        published, choice = self.problem.scale, self.draw.normalisation
        own = None if choice is None else scale_of(self.problem.settings["normalisation"] | dict(choice))
        if published is None or own is None or own == published:
            return score
        share = (score - own[0]) / (own[1] - own[0])
        return published[0] + share * (published[1] - published[0])


def _words(draw: Draw) -> str:
    return ", ".join(f"{key} {_plain(value)}" for key, value in draw.parameters().items()) or "as published"


def _plain(value: Any) -> str:
    return json.dumps(value) if isinstance(value, Mapping) else str(value)


def batches(problem: Problem, draws: Iterator[Draw], size: int = 500) -> Iterator[tuple[list[Draw], Vector]]:
    """Draws and their index, so many at a time."""
    batch: list[Draw] = []
    for draw in draws:
        batch.append(draw)
        if len(batch) == size:
            yield batch, index(problem, batch)
            batch = []
    if batch:
        yield batch, index(problem, batch)
