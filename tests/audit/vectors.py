"""Eight cities on columns whose correlations are known beforehand."""

import math

EAST = (1, 1, 1, 1, -1, -1, -1, -1)
NORTH = (1, 1, -1, -1, 1, 1, -1, -1)
UP = (1, -1, 1, -1, 1, -1, 1, -1)
"""At right angles to one another: mean 0, the same variance, correlation 0."""


def base() -> list[float]:
    """A column around 50."""
    return [50 + 10 * e for e in EAST]


def correlated(r: float, beside: tuple[int, ...] = NORTH) -> list[float]:
    """A column of the same mean and variance whose correlation with `base` is r."""
    return [50 + 10 * (r * e + math.sqrt(1 - r * r) * b) for e, b in zip(EAST, beside, strict=True)]
