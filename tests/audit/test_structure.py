"""mart.audit_reliability, audit_component, audit_loading and audit_weight."""

import math

import numpy as np
import pytest
from audited import Audit, Case
from vectors import NORTH, UP, base, correlated


@pytest.mark.parametrize(("alpha", "is_low"), [(0.699, True), (0.701, False)])
def test_alpha_of_two_children_follows_from_their_correlation_and_is_flagged_below_its_threshold(
    audit: Audit, alpha: float, is_low: bool
) -> None:
    # the same variance and correlation r: alpha = 2 r / (1 + r)
    (row,) = audit(Case({"a": base(), "b": correlated(alpha / (2 - alpha))}))("audit_reliability")
    assert (row["node_code"], row["items"], row["cities"], row["reason"]) == ("index", 2, 8, None)
    assert row["alpha"] == pytest.approx(alpha, rel=1e-9)
    assert row["is_low"] == is_low


def test_only_cities_with_every_child_count(audit: Audit) -> None:
    whole = audit(Case({"a": [1, 2, 3, 9], "b": [2, 6, 4, None]}))
    (row,) = whole("audit_reliability")
    assert (row["cities"], row["alpha"]) == (3, pytest.approx(4 / 7, rel=1e-9))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"a": base()}, "It has one child."),
        ({"a": base(), "b": [1.0, 2.0] + [None] * 6}, "Fewer than 3 cities have every child."),
        ({"a": base(), "b": [100 - x for x in base()]}, "The sum of the children is the same for every city."),
    ],
)
def test_a_node_without_alpha_says_why(audit: Audit, values: dict[str, list[float | None]], reason: str) -> None:
    (row,) = audit(Case(values))("audit_reliability")
    assert (row["alpha"], row["is_low"], row["reason"]) == (None, False, reason)


def test_a_constant_child_has_no_part_in_the_components_and_is_named(audit: Audit) -> None:
    read = audit(Case({"a": base(), "b": correlated(0.5), "same": [3] * 8}))
    (row,) = read("audit_reliability")
    assert row["reason"] == "The same value for every city, so no part in the components: same."
    assert row["alpha"] == pytest.approx(3 / 2 * (1 - 2 / 3), rel=1e-9)  # variances v, v, 0; of the sum 3 v
    assert {loading["code"] for loading in read("audit_loading")} == {"a", "b"}


def test_components_of_two_children_by_hand(audit: Audit) -> None:
    read = audit(Case({"a": base(), "b": correlated(0.6)}))
    first, second = sorted(read("audit_component"), key=lambda row: row["component"])
    assert (first["eigenvalue"], first["variance_pct"], first["cumulative_pct"]) == pytest.approx((1.6, 80, 80))
    assert (second["eigenvalue"], second["variance_pct"], second["cumulative_pct"]) == pytest.approx((0.4, 20, 100))
    assert (first["is_kept"], second["is_kept"]) == (True, False)
    loadings = {(row["component"], row["code"]): (row["coefficient"], row["loading"]) for row in read("audit_loading")}
    half = math.sqrt(0.5)
    assert loadings[1, "a"] == pytest.approx((half, half * math.sqrt(1.6)), rel=1e-9)
    assert loadings[2, "b"] == pytest.approx((-half, -half * math.sqrt(0.4)), rel=1e-9)


@pytest.mark.parametrize(("r", "kept"), [(0.0, 0), (0.01, 1)])
def test_a_component_is_kept_above_one_and_not_at_one(audit: Audit, r: float, kept: int) -> None:
    read = audit(Case({"a": base(), "b": correlated(r)}))
    assert sum(row["is_kept"] for row in read("audit_component")) == kept


def test_two_dimensions_below_one_node_keep_two_components(audit: Audit) -> None:
    other = [50 + 10 * u for u in UP]
    beside = [
        50 + 10 * (0.8 * u + 0.6 * e * n * u) for e, n, u in zip((1, 1, 1, 1, -1, -1, -1, -1), NORTH, UP, strict=True)
    ]
    read = audit(Case({"a": base(), "b": correlated(0.7), "c": other, "d": beside}))
    assert sum(row["is_kept"] for row in read("audit_component")) == 2


@pytest.mark.parametrize(
    "values", [{"a": base()}, {"a": base(), "b": [1] * 8}, {"a": base(), "b": [1, 2] + [None] * 6}]
)
def test_fewer_than_two_varying_children_or_three_cities_have_no_components(
    audit: Audit, values: dict[str, list[float | None]]
) -> None:
    read = audit(Case(values))
    assert read("audit_component") == read("audit_loading") == []


def test_importance_is_the_squared_correlation_with_the_index_on_the_scale_of_the_weights(audit: Audit) -> None:
    # index = 0.75 a + 0.25 b, a and b at right angles with the same variance:
    # r(a) = 0.75 / root(0.625), r(b) = 0.25 / root(0.625); squares 0.9 and 0.1
    read = audit(Case({"a": base(), "b": correlated(0)}, weights={"a": 3, "b": 1}))
    a, b = sorted(read("audit_weight"), key=lambda row: row["code"])
    assert (a["effective_weight"], b["effective_weight"]) == (0.75, 0.25)
    assert a["correlation"] == pytest.approx(0.75 / math.sqrt(0.625), rel=1e-9)
    assert (a["importance"], b["importance"]) == pytest.approx((0.9, 0.1), rel=1e-9)
    assert (a["difference"], b["difference"]) == pytest.approx((0.15, -0.15), rel=1e-9)


def test_importance_adds_up_to_the_weight_at_every_level(audit: Audit) -> None:
    random = np.random.default_rng(3)
    values = {code: random.uniform(1, 99, 8).tolist() for code in "abcde"}
    tree = {"a": "one", "b": "one", "c": "two", "d": "two"}  # e stands right below the index
    rows = audit(Case(values, tree, {"one": 2, "two": 1, "e": 2}))("audit_weight")
    for level, weight in ((1, 1.0), (2, 0.6)):
        assert sum(row["effective_weight"] for row in rows if row["level"] == level) == pytest.approx(weight)
        assert sum(row["importance"] for row in rows if row["level"] == level) == pytest.approx(weight)


def test_an_indicator_that_does_not_vary_has_no_importance_and_says_why(audit: Audit) -> None:
    rows = {row["code"]: row for row in audit(Case({"a": base(), "same": [7] * 8}))("audit_weight")}
    assert (rows["a"]["importance"], rows["a"]["reason"]) == (pytest.approx(1), None)
    assert (rows["same"]["correlation"], rows["same"]["importance"], rows["same"]["difference"]) == (None, None, None)
    assert rows["same"]["reason"] == "Every city that has both has the same value: same."


def test_an_indicator_at_right_angles_to_the_index_has_no_importance_at_all(audit: Audit) -> None:
    rows = audit(Case({"a": base(), "b": correlated(0)}, weights={"a": 1, "b": 0}))("audit_weight", code="b")
    assert [(row["correlation"], row["importance"]) for row in rows] == [(0, 0)]
