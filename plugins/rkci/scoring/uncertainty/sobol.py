"""Global sensitivity: how much of the shift of ranks each choice makes, alone and with the others (Sobol indices).

Sampling and analysis are SALib's (Saltelli 2010 for the estimators). The output is COINr's: the mean absolute change of
rank against the published ranks, over the units of every class.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from rkci.scoring.uncertainty import evaluate, method
from rkci.scoring.uncertainty.method import Vector
from rkci.scoring.uncertainty.plan import Draw, Factor, factors, made
from rkci.scoring.uncertainty.problem import OVERALL, Problem

LARGEST_BASE = 512
"""Most base samples; a run evaluates base x (factors + 2) draws."""


class Index(NamedTuple):
    """Sobol indices of a factor with the half width of their 95 % intervals."""

    factor: str
    first_order: float
    first_order_interval: float
    total: float
    total_interval: float
    runs: int


def indices(problem: Problem, draws: int, seed: int) -> list[Index]:
    """Indices of every factor of the run; none where fewer than two vary, or no choice moves a rank.

    `draws` bounds the base sample: the largest power of two that is not more.
    """
    varied = factors(problem)
    if len(varied) < 2 or draws < 2 or not problem.is_ranked.any():
        return []
    base = min(LARGEST_BASE, 1 << (draws.bit_length() - 1))
    spaces = [base if factor.values is None else len(factor.values) for factor in varied]

    def output(inputs: Vector) -> Vector:
        drawn = (
            made(row, {f.name: _value(f, space, u) for f, space, u in zip(varied, spaces, shares, strict=True)})
            for row, shares in enumerate(inputs, start=1)
        )
        return rank_shift(problem, drawn)

    return analyse([factor.name for factor in varied], output, base, seed)


def analyse(names: list[str], output: Any, base: int, seed: int) -> list[Index]:
    """Sobol indices of `output`, a function of inputs of shape (runs, factors) in [0, 1)."""
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    space = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    inputs = sampling.sample(space, base, calc_second_order=False, seed=seed)
    found = output(np.minimum(inputs, np.nextafter(1.0, 0.0)))
    if np.ptp(found) == 0:
        return []
    result = analysis.analyze(space, found, calc_second_order=False, seed=seed, print_to_console=False)
    columns = zip(result["S1"], result["S1_conf"], result["ST"], result["ST_conf"], strict=True)
    return [
        Index(name, float(s1), float(s1_conf), float(st), float(st_conf), len(found))
        for name, (s1, s1_conf, st, st_conf) in zip(names, columns, strict=True)
    ]


def rank_shift(problem: Problem, draws: Iterator[Draw]) -> Vector:
    """Mean absolute change of rank against the published ranks within the classes, per draw."""
    groups = problem.groups()
    own = [group.members for group in groups if group.column != OVERALL] or [group.members for group in groups]
    rounded = np.round(problem.index, problem.digits)
    published = [method.ranks(rounded[places]) for places in own]
    shifts = []
    for _, index in evaluate.batches(problem, draws):
        found = np.round(index, problem.digits)
        moved = [np.abs(method.ranks(found[:, places]) - before) for places, before in zip(own, published, strict=True)]
        shifts.append(np.nanmean(np.concatenate(moved, axis=1), axis=1))
    return np.concatenate(shifts)


def _value(factor: Factor, space: int, share: float) -> Any:
    place = int(share * space)
    return place + 1 if factor.values is None else factor.values[place]
