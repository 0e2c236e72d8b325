"""mart.audit_correlation and audit_denominator on columns whose correlations are known."""

import pytest
from audited import Audit, Case
from vectors import UP, base, correlated

TREE = {"a": "one", "b": "one", "c": "two", "one": "wing", "two": "wing", "d": "three", "three": "side"}
"""index <- wing <- one <- a, b; wing <- two <- c; index <- side <- three <- d."""


def test_every_indicator_meets_every_other_and_the_nodes_above_it_and_nodes_meet_each_other(audit: Audit) -> None:
    values = {"a": base(), "b": correlated(0.5), "c": correlated(0.2), "d": correlated(0.1, UP)}
    read = audit(Case(values, TREE))
    relations = {(row["code_a"], row["code_b"]): row["relation"] for row in read("audit_correlation")}
    assert {pair: kind for pair, kind in relations.items() if pair[0] in values} == {
        ("a", "b"): "same_parent",
        ("a", "c"): "across", ("a", "d"): "across", ("b", "c"): "across", ("b", "d"): "across", ("c", "d"): "across",
        ("a", "one"): "parent", ("b", "one"): "parent", ("c", "two"): "parent", ("d", "three"): "parent",
        ("a", "wing"): "ancestor", ("b", "wing"): "ancestor", ("c", "wing"): "ancestor", ("d", "side"): "ancestor",
        **{(code, "index"): "ancestor" for code in "abcd"},
    }  # fmt: skip
    assert {pair: kind for pair, kind in relations.items() if pair[0] not in values} == {
        ("one", "two"): "same_parent", ("side", "wing"): "same_parent",
        ("one", "wing"): "parent", ("two", "wing"): "parent", ("three", "side"): "parent",
        ("side", "index"): "parent", ("wing", "index"): "parent",
        ("one", "index"): "ancestor", ("two", "index"): "ancestor", ("three", "index"): "ancestor",
        ("one", "three"): "across", ("three", "two"): "across", ("one", "side"): "across", ("side", "two"): "across",
        ("three", "wing"): "across",
    }  # fmt: skip
    (pair,) = read("audit_correlation", code_a="a", code_b="b")
    assert (pair["pearson"], pair["cities"], pair["level_a"], pair["level_b"]) == (pytest.approx(0.5), 8, 1, 1)
    # t = 0.5 x root of 6 / 0.75 = root of 2; beyond it lie 2 x 0.1035156 of a t of 6 degrees
    assert pair["pearson_p"] == pytest.approx(0.20703125, abs=1e-7)
    assert pair["reason"] is None


@pytest.mark.parametrize(
    ("parents", "pair", "flag", "caught", "escaped"),
    [
        ({}, ("a", "b"), "negative", -0.301, -0.299),
        ({}, ("a", "b"), "collinear", 0.921, 0.919),
        ({"a": "one", "b": "two"}, ("a", "b"), "collinear", 0.921, 0.919),
    ],
)
def test_a_pair_of_indicators_is_flagged_beyond_the_threshold_and_not_before(
    audit: Audit, parents: dict[str, str], pair: tuple[str, str], flag: str, caught: float, escaped: float
) -> None:
    values = {"a": base(), "b": correlated(caught)}
    found = {row["flag"] for row in audit(Case(values, parents))("audit_correlation", code_a="a", code_b="b")}
    assert found == {flag}


@pytest.mark.parametrize(
    ("parents", "r"), [({}, -0.299), ({}, 0.919), ({"a": "one", "b": "two"}, 0.919), ({"a": "one", "b": "two"}, -0.9)]
)
def test_a_pair_of_indicators_within_the_thresholds_is_not_flagged(
    audit: Audit, parents: dict[str, str], r: float
) -> None:
    read = audit(Case({"a": base(), "b": correlated(r)}, parents))
    assert [row["flag"] for row in read("audit_correlation", code_a="a", code_b="b")] == [None]


@pytest.mark.parametrize(("r", "flag"), [(-0.301, "negative"), (-0.299, "weak"), (0.299, "weak"), (0.301, None)])
def test_an_indicator_that_hardly_moves_with_its_parent_is_weak_and_one_that_moves_against_it_negative(
    audit: Audit, r: float, flag: str | None
) -> None:
    # the parent is all but b: a weighs next to nothing in it
    read = audit(Case({"a": correlated(r), "b": base()}, weights={"a": 1e-9, "b": 1}))
    (pair,) = read("audit_correlation", code_a="a", code_b="index")
    assert pair["pearson"] == pytest.approx(r, abs=1e-7)
    assert pair["flag"] == flag


@pytest.mark.parametrize(("r", "flag"), [(0.1, None), (-0.299, None), (-0.301, "negative")])
def test_against_a_node_above_its_parent_an_indicator_may_be_weak_but_not_negative(
    audit: Audit, r: float, flag: str | None
) -> None:
    case = Case({"a": correlated(r), "b": base()}, {"a": "one", "b": "two"}, {"one": 1e-9, "two": 1})
    (pair,) = audit(case)("audit_correlation", code_a="a", code_b="index")
    assert (pair["relation"], pair["flag"]) == ("ancestor", flag)


def test_a_constant_a_gap_and_too_few_pairs_are_explained(audit: Audit) -> None:
    read = audit(
        Case(
            {
                "a": base(),
                "same": [5] * 8,
                "none": [None] * 8,
                "two": [1, 2] + [None] * 6,
                "far": [None] * 5 + [1, 2, 4],
            }
        )
    )
    reasons = {
        row["code_b"]: row["reason"] for row in read("audit_correlation", code_a="a") if row["code_b"] != "index"
    }
    assert reasons == {
        "same": "Every city that has both has the same value: same.",
        "none": "Fewer than 3 cities have both.",
        "two": "Fewer than 3 cities have both.",
        "far": "Every city that has both has the same value: a.",
    }
    for row in read("audit_correlation"):
        statistics = [row[kind + p] for kind in ("pearson", "spearman", "kendall") for p in ("", "_p")]
        assert all(value is None for value in statistics) == (row["reason"] is not None)
        assert row["reason"] is None or row["flag"] is None


@pytest.mark.parametrize(("r", "is_suggested"), [(0.601, True), (0.599, False), (-0.601, True), (-0.599, False)])
def test_an_indicator_that_measures_the_size_of_a_city_should_be_divided_by_it(
    audit: Audit, r: float, is_suggested: bool
) -> None:
    population = [1000 * value for value in base()]
    read = audit(Case({"x": correlated(r)}, population=population))
    (row,) = read("audit_denominator", denominator_code="population")
    assert (row["pearson"], row["cities"], row["denominator"]) == (pytest.approx(r), 8, None)
    assert row["is_suggested"] == is_suggested
    (area,) = read("audit_denominator", denominator_code="area_km2")
    assert not area["is_suggested"]


def test_an_indicator_that_nobody_reported_has_no_denominator_and_says_why(audit: Audit) -> None:
    read = audit(Case({"x": [None] * 8, "y": base()}))
    (row,) = read("audit_denominator", indicator_code="x", denominator_code="population")
    assert (row["pearson"], row["spearman"], row["cities"]) == (None, None, 0)
    assert (row["is_suggested"], row["reason"]) == (False, "Fewer than 3 cities have both.")
