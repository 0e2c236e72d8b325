"""What is told of the draws, and Sobol indices of functions whose indices are known."""

import math

import numpy as np
from numpy.typing import NDArray

from rkci.scoring.uncertainty.results import beats, tie_groups
from rkci.scoring.uncertainty.sobol import analyse


def test_the_next_is_beaten_in_the_share_of_draws_that_say_so_and_a_tie_is_half_a_win() -> None:
    assert beats(np.array([3.0, 3.0, 1.0, 2.0]), np.array([1.0, 2.0, 2.0, 2.0])) == 0.625


def test_a_tie_group_holds_those_whom_its_first_does_not_beat_surely_enough() -> None:
    scores = np.array(
        [
            # a beats b in 3 of 4 draws, c in all; c beats d in 2 of 4
            [9.0, 8.0, 5.0, 4.0],
            [9.0, 8.0, 5.0, 4.0],
            [9.0, 8.0, 4.0, 5.0],
            [8.0, 9.0, 4.0, 5.0],
        ]
    )
    assert tie_groups(scores, 0.95) == [1, 1, 2, 2]
    assert tie_groups(scores, 0.75) == [1, 2, 3, 3]
    assert tie_groups(scores, 0.5) == [1, 2, 3, 4]
    assert tie_groups(scores[:, :1], 0.95) == [1]


def test_sobol_indices_of_the_ishigami_function() -> None:
    def ishigami(inputs: NDArray[np.float64]) -> NDArray[np.float64]:
        x = (2 * inputs - 1) * math.pi
        found: NDArray[np.float64] = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
        return found

    found = {index.factor: index for index in analyse(["a", "b", "c"], ishigami, 4096, 1)}
    # Saltelli et al., Global Sensitivity Analysis: The Primer (2008)
    for factor, first_order, total in (("a", 0.3139, 0.5576), ("b", 0.4424, 0.4424), ("c", 0.0, 0.2437)):
        assert math.isclose(found[factor].first_order, first_order, abs_tol=0.03)
        assert math.isclose(found[factor].total, total, abs_tol=0.03)
        assert 0 < found[factor].total_interval < 0.06


def test_factors_that_only_add_up_have_the_shares_of_their_variances_alone_and_in_total() -> None:
    found = analyse(["a", "b"], lambda inputs: inputs @ np.array([3.0, 1.0]), 1024, 1)
    assert [index.factor for index in found] == ["a", "b"]
    for index, share in zip(found, (0.9, 0.1), strict=True):
        assert math.isclose(index.first_order, share, abs_tol=0.02)
        assert math.isclose(index.total, share, abs_tol=0.02)
    assert found == analyse(["a", "b"], lambda inputs: inputs @ np.array([3.0, 1.0]), 1024, 1)


def test_a_function_that_nothing_moves_has_no_indices() -> None:
    assert analyse(["a", "b"], lambda inputs: np.zeros(len(inputs)), 64, 1) == []
