"""What the draws say of each unit: rank interval, probabilities of places, tie groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rkci.scoring.uncertainty import method
from rkci.scoring.uncertainty.method import Vector
from rkci.scoring.uncertainty.problem import Problem, UncertaintyError

LOW, HIGH = 0.05, 0.95
"""Quantiles of the intervals."""


@dataclass(frozen=True)
class UnitResult:
    """A unit in one grouping, over the draws that give it a score.

    `p_beats_next` is of the next in the published order, None for the last. `places` are those that some draw gave it.
    """

    group_column: str
    group_code: str
    unit_code: str
    draws: int
    median_rank: int
    rank_low: int
    rank_high: int
    score_mean: float | None
    score_sd: float | None
    score_low: float | None
    score_high: float | None
    p_first: float
    p_beats_next: float | None
    tie_group: int
    places: list[int]
    probabilities: list[float]


@dataclass
class _Group:
    """Units ranked among themselves, in the published order, after `ahead` others; and each batch of their ranks, of
    shape (draws, members), 0 is none."""

    column: str
    code: str
    members: NDArray[np.int64]
    ahead: int
    ranks: list[NDArray[np.int32]] = field(default_factory=list)


@dataclass
class Results:
    """Takes batches of draws, and sums them up."""

    problem: Problem
    first_places: int
    tie_probability: float
    draws: int = 0
    _groups: list[_Group] = field(default_factory=list)
    _scores: list[Vector] = field(default_factory=list)
    _on_scale: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        rounded = np.round(self.problem.index, self.problem.digits)
        for column, code, places, ahead in self.problem.groups():
            members = places[np.argsort(-rounded[places], kind="stable")]
            self._groups.append(_Group(column, code, members, ahead))

    def add(self, index: Vector, on_scale: Sequence[bool]) -> None:
        """Add draws (their index, shape (draws, units)); `on_scale` says whose scores stand on the published scale."""
        self.draws += len(index)
        self._scores.append(np.round(index, self.problem.digits))
        self._on_scale.extend(on_scale)
        for group in self._groups:
            ranks = method.ranks(self._scores[-1][:, group.members]) + group.ahead
            group.ranks.append(np.nan_to_num(ranks).astype(np.int32))

    def units(self) -> Iterator[UnitResult]:
        """Every ranked unit in every grouping, in the published order. Raises UncertaintyError for one never scored."""
        scores = np.concatenate(self._scores).T
        on_scale = np.array(self._on_scale, dtype=bool)
        ties: list[int] = []
        for group in self._groups:
            own, ranks = scores[group.members], np.concatenate(group.ranks).T
            before = ties[-1] if group.ahead else 0  # the nominees of the group
            ties = [before + tie for tie in tie_groups(own.T, self.tie_probability)]
            for row, place in enumerate(group.members):
                count, unit = np.bincount(ranks[row])[1:], self.problem.units[place]
                drawn = int(count.sum())
                if not drawn:
                    raise UncertaintyError(
                        f"Unit {unit} is ranked and has no score in any draw: vary less, or lower data_threshold."
                    )
                at = np.flatnonzero(count)
                yield UnitResult(
                    group.column, group.code, unit, drawn,
                    _quantile(count, 0.5), _quantile(count, LOW), _quantile(count, HIGH), *_spread(own[row, on_scale]),
                    float(count[: self.first_places].sum() / drawn),
                    beats(own[row], own[row + 1]) if row + 1 < len(group.members) else None,
                    ties[row], (at + 1).tolist(), (count[at] / drawn).tolist(),
                )  # fmt: skip


def beats(one: Vector, other: Vector) -> float | None:
    """Share of the draws scoring both in which one is better than the other, a tie counting half; None without any."""
    both = int((~np.isnan(one) & ~np.isnan(other)).sum())
    return float(((one > other).sum() + 0.5 * (one == other).sum()) / both) if both else None


def tie_groups(scores: Vector, bound: float) -> list[int]:
    """Number of the tie group of each unit; `scores` of shape (draws, units), the units in the published order.

    A group holds its first unit and those after it that the first does not beat with a probability of `bound`; the
    next unit begins the next group.
    """
    groups, first = [1], 0
    for unit in range(1, scores.shape[1]):
        probability = beats(scores[:, first], scores[:, unit])
        is_beaten = probability is not None and probability >= bound
        first = unit if is_beaten else first
        groups.append(groups[-1] + int(is_beaten))
    return groups


def _quantile(count: NDArray[np.int64], share: float) -> int:
    """The smallest place that at least this share of the draws is not behind (inverse of the distribution)."""
    return int(np.searchsorted(np.cumsum(count), share * count.sum() - 1e-9)) + 1


def _spread(scores: Vector) -> tuple[float | None, float | None, float | None, float | None]:
    scores = scores[~np.isnan(scores)]
    if len(scores) < 2:
        return None, None, None, None
    low, high = np.quantile(scores, [LOW, HIGH])
    return float(scores.mean()), float(scores.std(ddof=1)), float(low), float(high)
