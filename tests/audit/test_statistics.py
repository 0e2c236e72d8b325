"""The statistics against SciPy, NumPy and numbers worked out by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from rkci.scoring.audit import statistics
from rkci.scoring.audit.statistics import Vector

NAN = math.nan


def vector(*values: float) -> Vector:
    return np.array(values, dtype=float)


@pytest.mark.parametrize("units", [4, 10, 93])
@pytest.mark.parametrize("decimals", [0, 1, 8])  # with many ties, with some, with none
def test_correlations_and_p_values_are_those_of_scipy(units: int, decimals: int) -> None:
    random = np.random.default_rng(units + decimals)
    x = np.round(10 + 3 * random.normal(size=units), decimals)
    y = np.round(0.5 * x + 2 * random.normal(size=units), decimals)
    found = statistics.correlate(x, y)
    assert found is not None
    assert found.pairs == units
    assert (found.pearson, found.pearson_p) == pytest.approx(tuple(stats.pearsonr(x, y)), rel=1e-9)
    assert (found.spearman, found.spearman_p) == pytest.approx(tuple(stats.spearmanr(x, y)), rel=1e-9)
    kendall = tuple(stats.kendalltau(x, y, method="asymptotic"))
    assert (found.kendall, found.kendall_p) == pytest.approx(kendall, rel=1e-9)


def test_correlations_by_hand() -> None:
    # x - 3: -2 -1 0 1 2; y - 3: -1 -2 1 0 2; sum of products 2 + 2 + 0 + 0 + 4 = 8, of squares 10 and 10
    # pairs in order 8, out of order 2 (1,2 and 3,4): tau = 6 / 10
    found = statistics.correlate(vector(1, 2, 3, 4, 5), vector(2, 1, 4, 3, 5))
    assert found is not None
    assert (found.pearson, found.spearman, found.kendall) == pytest.approx((0.8, 0.8, 0.6), rel=1e-12)


def test_a_unit_without_one_of_the_two_values_does_not_count() -> None:
    found = statistics.correlate(vector(1, 2, NAN, 3, 4, 5, 9), vector(2, 1, 7, 4, 3, 5, NAN))
    assert found == statistics.correlate(vector(1, 2, 3, 4, 5), vector(2, 1, 4, 3, 5))


def test_a_perfect_correlation_has_p_value_zero_and_never_exceeds_one() -> None:
    x = vector(0.1, 0.2, 0.3, 0.7, 1.9)
    found = statistics.correlate(x, 3 - 0.7 * x)
    assert found is not None
    assert (found.pearson, found.pearson_p, found.spearman, found.kendall) == (-1, 0, -1, -1)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ((1, 2), (2, 1)),
        ((1, 2, NAN), (2, 1, 3)),
        ((5, 5, 5), (1, 2, 3)),
        ((0.1, 0.1, 0.1 + 1e-17), (1, 2, 3)),
        ((0.3, 0.1 + 0.2, 0.3), (1, 2, 3)),  # rounding noise is no variation
        ((1, 1, 1, 9), (1, 2, 3, NAN)),  # constant among the units that have both
        ((NAN, NAN, NAN), (1, 2, 3)),
    ],
)
def test_two_pairs_a_constant_or_nothing_at_all_have_no_correlation(x: tuple[float, ...], y: tuple[float, ...]) -> None:
    assert statistics.correlate(vector(*x), vector(*y)) is None


def test_ranks_share_their_mean_and_noise_does_not_part_what_is_equal() -> None:
    assert list(statistics.mean_ranks(vector(3, 1, 3, 2))) == [3.5, 1, 3.5, 2]
    assert list(statistics.mean_ranks(vector(0.3, 0.1 + 0.2, 0.1))) == [2.5, 2.5, 1]


def test_cronbach_alpha_by_hand() -> None:
    # variances 1 and 4, covariance of (1, 2, 3) and (2, 6, 4): ((-1)(-2) + 0 + (1)(0)) / 2 = 1; of the sum 1 + 4 + 2
    assert statistics.cronbach_alpha([vector(1, 2, 3), vector(2, 6, 4)]) == pytest.approx(2 * (1 - 5 / 7), rel=1e-12)


def test_one_item_or_a_sum_that_stands_still_has_no_alpha() -> None:
    assert statistics.cronbach_alpha([vector(1, 2, 3)]) is None
    assert statistics.cronbach_alpha([vector(1, 2, 3), vector(3, 2, 1)]) is None


@pytest.mark.parametrize("items", [2, 3, 8, 40])
def test_principal_components_are_those_of_numpy_but_for_the_sign(items: int) -> None:
    data = np.random.default_rng(items).normal(size=(items, 93))
    data[0] += data[1]
    values, vectors = statistics.principal_components(list(data))
    expected, columns = np.linalg.eigh(np.corrcoef(data))
    assert values == pytest.approx(expected[::-1], rel=1e-9)
    assert np.abs(vectors) == pytest.approx(np.abs(columns.T[::-1]), abs=1e-9)
    assert values.sum() == pytest.approx(items, rel=1e-12)
    assert all(vector[np.argmax(np.abs(vector))] > 0 for vector in vectors)


def test_principal_components_of_two_items_by_hand() -> None:
    # correlation -0.8: eigenvalues 1 + 0.8 along (1, -1), 1 - 0.8 along (1, 1); the first of equal elements is positive
    values, vectors = statistics.principal_components([vector(1, 2, 3, 4, 5), vector(4, 5, 2, 3, 1)])
    assert values == pytest.approx([1.8, 0.2], rel=1e-12)
    half = math.sqrt(0.5)
    assert vectors.ravel() == pytest.approx([half, -half, half, half], rel=1e-12)


def test_collinear_items_have_an_eigenvalue_of_zero_and_none_below() -> None:
    x, y = vector(1, 5, 2, 8, 4), vector(3, 1, 4, 1, 5)
    values, _ = statistics.principal_components([x, 2 * x + 1, y])
    assert values[2] == pytest.approx(0, abs=1e-12)
    assert (values >= 0).all()


def test_the_order_of_the_units_changes_no_bit() -> None:
    random = np.random.default_rng(7)
    x, y = random.normal(size=(2, 93))
    order = random.permutation(93)
    found, again = statistics.correlate(x, y), statistics.correlate(x[order], y[order])
    assert found == again
