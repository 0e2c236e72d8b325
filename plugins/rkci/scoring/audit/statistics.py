"""The statistics of the audit, each a function of plain vectors.

Vectors are float arrays over the units, NaN where a value is missing. A statistic that is not defined is None. Sums are
exactly rounded (math.fsum) and no linear algebra library takes part, so that the same values give the same bytes on
every machine.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtr

Vector = NDArray[np.float64]

FEWEST_PAIRS = 3
"""With two pairs every correlation is +1 or -1."""
NOISE = 1e-12
"""Values that differ by less than this share of the largest are one value: the rest is rounding."""
DIGITS = 12
"""Decimals, of the largest value, by which values are ranked."""


@dataclass(frozen=True)
class Correlations:
    """Three correlations over `pairs` units that have both values, each with its two-sided p-value."""

    pairs: int
    pearson: float
    pearson_p: float
    spearman: float
    spearman_p: float
    kendall: float
    kendall_p: float


def is_constant(values: Vector) -> bool:
    """True if there are not two different values, rounding noise aside; missing ones do not count."""
    present = values[~np.isnan(values)]
    if present.size == 0:
        return True
    return bool(present.max() - present.min() <= NOISE * np.abs(present).max())


def complete(*vectors: Vector) -> list[Vector]:
    """The vectors cut to the units that have a value in every one."""
    has_all = ~np.isnan(np.vstack(vectors)).any(axis=0)
    return [vector[has_all] for vector in vectors]


def correlate(x: Vector, y: Vector) -> Correlations | None:
    """Correlations of two vectors over the units that have both; None below 3 pairs or if one is constant there.

    p-values: t with n - 2 degrees of freedom (Pearson, Spearman); normal with the variance corrected for ties
    (Kendall 1970, Rank Correlation Methods).
    """
    x, y = complete(x, y)
    if x.size < FEWEST_PAIRS or is_constant(x) or is_constant(y):
        return None
    (rank_x, ties_x), (rank_y, ties_y) = _ranked(x), _ranked(y)
    r, rho = pearson(x, y), pearson(rank_x, rank_y)
    tau, tau_p = _kendall(rank_x, ties_x, rank_y, ties_y)
    return Correlations(x.size, r, _t_test(r, x.size), rho, _t_test(rho, x.size), tau, tau_p)


def pearson(x: Vector, y: Vector) -> float:
    """Product-moment correlation of two varying vectors without missing values."""
    dx, dy = _centred(x), _centred(y)
    r = _dot(dx, dy) / math.sqrt(_dot(dx, dx) * _dot(dy, dy))
    return max(-1.0, min(1.0, r))


def mean_ranks(values: Vector) -> Vector:
    """Ranks from 1 for the smallest; ties, rounding noise aside, share the mean of their ranks."""
    return _ranked(values)[0]


def covariance(x: Vector, y: Vector) -> float:
    """Covariance with n - 1 of two vectors without missing values."""
    return _dot(_centred(x), _centred(y)) / (x.size - 1)


def cronbach_alpha(items: Sequence[Vector]) -> float | None:
    """k/(k-1) (1 - sum of the variances / variance of the sum), after Cronbach 1951; complete vectors.

    None for fewer than two items or units, or if the sum does not vary.
    """
    if len(items) < 2 or items[0].size < 2:
        return None
    total = np.array([math.fsum(values) for values in zip(*items, strict=True)])
    if is_constant(total):
        return None
    within = math.fsum(covariance(item, item) for item in items)
    return len(items) / (len(items) - 1) * (1 - within / covariance(total, total))


def principal_components(items: Sequence[Vector]) -> tuple[Vector, Vector]:
    """Eigenvalues (descending) and eigenvectors (as rows) of the correlation matrix of complete, varying vectors.

    The element of an eigenvector that is largest in absolute value, the first of equal ones, is positive.
    """
    matrix = np.array([[1.0 if x is y else pearson(x, y) for y in items] for x in items])
    values, vectors = _jacobi(matrix)
    order = np.argsort(-values, kind="stable")
    values, vectors = np.maximum(values[order], 0), vectors[order]
    for vector in vectors:
        size = np.abs(vector)
        leading = int(np.argmax(size >= size.max() - NOISE))
        vector *= np.sign(vector[leading])
    return values, vectors


def _centred(x: Vector) -> Vector:
    return x - math.fsum(x.tolist()) / x.size


def _dot(x: Vector, y: Vector) -> float:
    return math.fsum((x * y).tolist())


def _ranked(values: Vector) -> tuple[Vector, NDArray[np.int64]]:
    """Mean ranks, and how many values share each rank."""
    levels = np.round(values / (np.abs(values).max() or 1), DIGITS)
    _, place, ties = np.unique(levels, return_inverse=True, return_counts=True)
    return (np.cumsum(ties) - (ties - 1) / 2)[place], ties


def _t_test(r: float, pairs: int) -> float:
    if abs(r) >= 1 - NOISE:
        return 0.0
    degrees = pairs - 2
    return float(2 * stdtr(degrees, -abs(r) * math.sqrt(degrees / (1 - r * r))))


def _kendall(x: Vector, ties_x: NDArray[np.int64], y: Vector, ties_y: NDArray[np.int64]) -> tuple[float, float]:
    """Tau-b of two varying vectors of ranks, and its p-value. Counts are whole numbers, hence exact."""
    score = int((np.sign(x[:, None] - x) * np.sign(y[:, None] - y)).sum()) // 2
    n = x.size
    pairs = n * (n - 1) // 2
    tied_x, tied_y = (int((ties * (ties - 1)).sum()) // 2 for ties in (ties_x, ties_y))
    tau = score / math.sqrt((pairs - tied_x) * (pairs - tied_y))
    spread_x, spread_y = (int((ties * (ties - 1) * (2 * ties + 5)).sum()) for ties in (ties_x, ties_y))
    triples_x, triples_y = (int((ties * (ties - 1) * (ties - 2)).sum()) for ties in (ties_x, ties_y))
    variance = (
        (n * (n - 1) * (2 * n + 5) - spread_x - spread_y) / 18
        + 2 * tied_x * tied_y / (n * (n - 1))
        + triples_x * triples_y / (9 * n * (n - 1) * (n - 2))
    )
    return tau, float(2 * ndtr(-abs(score) / math.sqrt(variance)))


def _jacobi(matrix: Vector) -> tuple[Vector, Vector]:
    """Eigenvalues and eigenvectors (as rows) of a symmetric matrix by cyclic rotations (Golub & Van Loan, 8.5)."""
    a = matrix.copy()
    vectors = np.eye(len(a))
    while np.abs(a - np.diag(np.diag(a))).max(initial=0) > 1e-15:
        for p in range(len(a) - 1):
            for q in range(p + 1, len(a)):
                _rotate(a, vectors, p, q)
    return np.diag(a).copy(), vectors


def _rotate(a: Vector, vectors: Vector, p: int, q: int) -> None:
    """Turn the plane of p and q in place so that a[p, q] becomes 0."""
    if abs(a[p, q]) <= 1e-16:
        a[p, q] = a[q, p] = 0
        return
    slope = (a[q, q] - a[p, p]) / (2 * a[p, q])
    tangent = (1 if slope >= 0 else -1) / (abs(slope) + math.sqrt(slope * slope + 1))
    cosine = 1 / math.sqrt(tangent * tangent + 1)
    sine = tangent * cosine
    for matrix in (a, a.T, vectors):
        row_p, row_q = matrix[p].copy(), matrix[q].copy()
        matrix[p] = cosine * row_p - sine * row_q
        matrix[q] = sine * row_p + cosine * row_q
    a[p, q] = a[q, p] = 0
