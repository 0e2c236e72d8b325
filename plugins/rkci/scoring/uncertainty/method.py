"""Steps 4 to 9 of the method on vectors, many at once: the last axis runs over the units, NaN is a missing value.

The formulas are those of docs/methodology.md and of include/sql/scoring; draw 0 of every simulation holds the two
against each other. A vector may have leading axes (draws); what is taken over the units is taken within each.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rkci.refusal import Refusal

Vector = NDArray[np.float64]
"""Values of one indicator or node, shape (..., units)."""
Pools = NDArray[np.int64]
"""Number of the pool of each unit, shape (units); -1 is none."""


class MethodError(Refusal):
    """A step cannot be computed; the message says why, `place` of which unit where it is one."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


def impute(values: Vector, gaps: NDArray[np.bool_], block: Mapping[str, Any], pools: Pools) -> Vector:
    """Fill `gaps` of one indicator (shape (units)) by `imputation.method`, within pools for the group methods.

    Row means need the other indicators and are not made here: what SQL imputed is taken over (see problem.py).
    """
    method, filled = block["method"], values.copy()
    if method == "constant":
        filled[gaps] = block["value"]
    elif method in ("mean", "median", "group_mean", "group_median"):
        centre = np.nanmean if method.endswith("mean") else np.nanmedian
        own = pools if method.startswith("group") else np.zeros(len(values), dtype=int)
        for pool in np.unique(own[own >= 0]):
            members = own == pool
            if not np.isnan(values[members]).all():
                filled[members & gaps] = centre(values[members])
    return filled


def treat(values: Vector, block: Mapping[str, Any]) -> Vector:
    """Outlier treatment of one vector (shape (units)) as scoring.treat does it."""
    if block["method"] == "none":
        return values
    present = ~np.isnan(values)
    given = values[present]
    x, is_winsorised = given, False
    passes, skewness = _passes(x, block)
    if passes is None or passes:
        return values
    first_skewness = skewness
    if block["method"] == "winsorise_log":
        high = low = 0
        while not passes and (block["winmax"] is None or high + low < block["winmax"]):
            is_high = skewness >= 0
            at = x == (x.max() if is_high else x.min())
            x = np.where(at, x[~at].max() if is_high else x[~at].min(), x)
            high, low = (int(at.sum()), low) if is_high else (high, int(at.sum()))
            passes, skewness = _passes(x, block)
            is_winsorised = True
            if passes is None:  # all points have come together: nothing is left to test
                return values
        if passes or block["second"] == "none":
            return _put(values, present, x)
    if block["method"] == "boxcox":
        shifted, power = given - given.min() + 1, block["lambda"]
        return _put(values, present, np.log(shifted) if power == 0 else (shifted**power - 1) / power)
    if block["second"] == "log_ct_combined" and is_winsorised:
        given = x
    a = 0.01 * (given.max() - given.min())
    if block["second"] == "log_ct_plus" and first_skewness < 0:
        return _put(values, present, -np.log(given.max() + a - given))
    return _put(values, present, np.log(given - given.min() + a))


def normalise(
    values: Vector, block: Mapping[str, Any], direction: int, transform: str | None, pools: Pools, reference: int | None
) -> Vector:
    """One indicator on the scale of the index, shape as given. `reference` is the place of the reference unit.

    Raises MethodError for what has no scale; a constant gives `normalisation.constant` where that is stated.
    """
    if transform == "ln":
        if np.any(values <= 0):
            where = np.argwhere(values <= 0)[0]
            raise MethodError(f"{values[tuple(where)]:g} has no logarithm", int(where[-1]))
        values = np.log(values)
    x = direction * values
    if block["pool"] != "group":
        return _scaled(x, x, block, direction, transform, None if reference is None else x[..., reference])
    scaled = np.full_like(x, np.nan)
    for pool in np.unique(pools):
        members = np.flatnonzero(pools == pool)
        own = None if reference is None or reference not in members else x[..., reference]
        part = np.ascontiguousarray(x[..., members])  # many draws are summed in the order in which one is
        scaled[..., members] = _scaled(part, part, block, direction, transform, own)
    return scaled


def _scaled(
    x: Vector, pool: Vector, block: Mapping[str, Any], direction: int, transform: str | None, reference: Any
) -> Vector:
    method = block["method"]
    if np.isnan(pool).all():
        return x
    if method in ("rank", "borda", "percentile_rank"):
        return _ranked(x, method)
    smallest, largest = np.nanmin(pool, axis=-1, keepdims=True), np.nanmax(pool, axis=-1, keepdims=True)
    zero, one, low, high = smallest, largest, 0.0, 1.0
    if method == "goalposts" or block["pool"] == "frozen":
        posts = [block["goalpost_low"], block["goalpost_high"]]
        if transform == "ln":
            posts = [float(np.log(post)) for post in posts]
        zero, one = (posts[0], posts[1]) if direction > 0 else (-posts[1], -posts[0])
    elif method == "zscore":
        zero = np.nanmean(pool, axis=-1, keepdims=True)
        one = zero + np.nanstd(pool, axis=-1, ddof=1, keepdims=True)
    elif method == "fraction_of_max":
        zero = np.zeros_like(largest)
    elif method == "scaled":
        zero, one, high = block["min"], block["max"], 100.0
    elif method == "distance_to_target":
        one = direction * block["target"]
    elif method == "distance_to_reference":
        if reference is None or np.isnan(reference).any():
            raise MethodError("the reference unit has no value")
        one = np.asarray(reference)[..., None]
    if method in ("minmax", "goalposts"):
        low, high = block["min"], block["max"]
    elif method == "zscore":
        low, high = block["mean"], block["mean"] + block["sd"]
    span = np.broadcast_to(np.asarray(one - zero, dtype=float), smallest.shape)
    flat = (span == 0) | ~np.isfinite(span)
    if method not in ("goalposts", "scaled", "fraction_of_max") and block["pool"] != "frozen":
        flat |= span < 0
    if flat.any() and block["constant"] is None:
        raise MethodError(f"it has no scale for {method}: all its values are the same, or its bounds are")
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled: Vector = low + (high - low) * (x - zero) / span
    if method in ("minmax", "goalposts") and block["truncate"]:
        scaled = np.clip(scaled, min(low, high), max(low, high))
    elif method in ("distance_to_target", "distance_to_reference") and block["cap"]:
        scaled = np.minimum(scaled, 1.0)
    if flat.any():
        scaled = np.where(flat & ~np.isnan(x), block["constant"], scaled)
    return scaled


def _ranked(x: Vector, method: str) -> Vector:
    places = ranks(-significant(x))
    if method == "rank":
        return places
    below: Vector = places - 1
    if method == "percentile_rank":
        others = np.sum(~np.isnan(x), axis=-1, keepdims=True) - 1
        if np.any(others == 0):
            raise MethodError("one value alone has no percentile rank")
        below = below / others
    return below


def significant(values: Vector) -> Vector:
    """Values at 10 significant digits, as scoring.significant gives them: rounding noise splits no ties."""
    size = np.abs(values)
    is_within = (size >= 1e-290) & (size <= 1e290)
    scale = 10.0 ** (9 - np.floor(np.log10(np.where(is_within, size, 1))))
    rounded: Vector = np.where(is_within, np.round(np.where(is_within, values, 1) * scale) / scale, values)
    return rounded


def ranks(values: Vector) -> Vector:
    """Rank along the last axis, the largest 1, ties sharing the smaller; NaN where there is no value."""
    order = np.argsort(-values, axis=-1, kind="stable")  # NaN last
    ordered = np.take_along_axis(values, order, axis=-1)
    place = np.broadcast_to(np.arange(1, values.shape[-1] + 1), values.shape)
    is_new = np.ones(values.shape, dtype=bool)
    is_new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    first = np.maximum.accumulate(np.where(is_new, place, 0), axis=-1)
    found = np.empty(values.shape)
    np.put_along_axis(found, order, np.where(np.isnan(ordered), np.nan, first), axis=-1)
    return found


def copeland(children: Vector, weights: Vector) -> Vector:
    """Copeland's balance of each unit; children of shape (children, units), weights of shape (children)."""
    present = ~np.isnan(children)
    balance = np.zeros(children.shape[1])
    compared = significant(children)
    for unit in range(children.shape[1]):
        both = present & present[:, [unit]]
        mine = compared[:, [unit]]
        better = np.where(mine > compared, 1.0, np.where(mine == compared, 0.5, 0.0))
        total = (weights[:, None] * both).sum(axis=0)
        share = np.divide(
            (weights[:, None] * np.where(both, better, 0.0)).sum(axis=0), total, out=np.full(len(total), 0.5),
            where=total > 0,
        )  # fmt: skip
        won = np.sign(np.round(share, 12) - 0.5)
        won[unit] = 0
        balance[unit] = won.sum()
    return np.where(present.any(axis=0), balance, np.nan)


def mean_terms(aggregation: str, power: float, values: Vector) -> Vector:
    """f of a mean of every element; NaN where the mean is not defined (what is missing stays NaN)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if aggregation == "arithmetic":
            return values
        if aggregation == "geometric":
            return np.where(values > 0, np.log(values), np.nan)
        if aggregation == "harmonic":
            return np.where(values > 0, 1 / values, np.nan)
        return np.where((values > 0) | ((values == 0) & (power > 0)), values**power, np.nan)


def mean_inverse(aggregation: str, power: float, values: Vector) -> Vector:
    """Inverse of `mean_terms`."""
    if aggregation == "arithmetic":
        return values
    if aggregation == "geometric":
        return np.exp(values)
    if aggregation == "harmonic":
        return 1 / values
    return values ** (1 / power)


def _passes(x: Vector, block: Mapping[str, Any]) -> tuple[bool | None, float]:
    """Whether |G1| or G2 is below its limit (None: too few values, or no variance), and G1."""
    n = len(x)
    d = x - x.mean() if n else x
    m2 = float((d * d).mean()) if n else 0.0
    if n < 4 or m2 <= 0:
        return None, 0.0
    m3, m4 = float((d * d * d).mean()), float(((d * d) ** 2).mean())
    skewness = np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
    kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    return bool(abs(skewness) < block["skew"] or kurtosis < block["kurtosis"]), float(skewness)


def _put(values: Vector, present: NDArray[np.bool_], x: Vector) -> Vector:
    found = values.copy()
    found[present] = x
    return found
