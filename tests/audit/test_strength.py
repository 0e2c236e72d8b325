"""mart.strength: what lifts a city above, and presses it below, the median of its class."""

import pytest
from audited import Audit, Case

CLASSES = ["besar"] * 3 + ["kecil"] * 2
VALUES = {"a": [10, 50, 90, 40, 60], "b": [80, 20, 20, 10, 10], "c": [30, 30, 30, None, 70]}
"""Medians besar a 50, b 20, c 30; kecil a 50, b 10, c 70. Weights 0.5, 0.3, 0.2."""


def test_strengths_and_weaknesses_by_hand(audit: Audit) -> None:
    read = audit(Case(VALUES, weights={"a": 5, "b": 3, "c": 2}, classes=CLASSES))
    found = {
        (row["city_code"], row["kind"], row["place"]): (row["indicator_code"], round(row["points"], 9))
        for row in read("strength")
    }
    assert found == {
        ("c00", "weakness", 1): ("a", -20), ("c00", "strength", 1): ("b", 18),
        ("c02", "strength", 1): ("a", 20),
        ("c03", "weakness", 1): ("a", -5), ("c04", "strength", 1): ("a", 5),
    }  # fmt: skip
    (weakness,) = read("strength", city_code="c00", kind="weakness")
    assert (weakness["value"], weakness["normalised"], weakness["class_median"], weakness["class_best"]) == (
        10,
        10,
        50,
        90,
    )
    assert (weakness["gap"], weakness["best_city_code"], weakness["rank_in_class"]) == (80, "c02", 3)
    assert (weakness["class_cities"], weakness["class_code"], weakness["effective_weight"]) == (3, "besar", 0.5)
    assert (weakness["origin"], weakness["is_simulated"], weakness["parent_code"]) == ("official", False, "index")


def test_five_are_listed_the_farthest_first_and_equal_ones_by_code(audit: Audit) -> None:
    values = {f"i{number}": [50, 50 + (number // 2), 50 - number] for number in range(9)}
    read = audit(Case(values))
    strengths = sorted(read("strength", city_code="c01", kind="strength"), key=lambda row: row["place"])
    assert [(row["place"], row["indicator_code"]) for row in strengths] == [
        (1, "i8"), (2, "i6"), (3, "i7"), (4, "i4"), (5, "i5"),
    ]  # fmt: skip
    weaknesses = sorted(read("strength", city_code="c02", kind="weakness"), key=lambda row: row["place"])
    assert [row["indicator_code"] for row in weaknesses] == ["i8", "i7", "i6", "i5", "i4"]


def test_an_imputed_value_is_neither_and_the_best_of_equal_cities_is_the_first_by_code(audit: Audit) -> None:
    read = audit(Case({"a": [10, None, 30, 70, 70], "b": [1, 2, 3, 4, 5]}, imputation="mean"))
    assert read("strength", city_code="c01", indicator_code="a") == []
    (row,) = read("strength", city_code="c00", indicator_code="a")
    assert (row["best_city_code"], row["class_cities"], row["class_median"]) == ("c03", 4, 50)
    (row,) = read("strength", city_code="c04", indicator_code="a")
    assert (row["rank_in_class"], row["gap"]) == (1, 0)


@pytest.mark.parametrize("values", [{"a": [5, 5, 5]}, {"a": [5], "b": [6]}, {"a": [None, None], "b": [1, 1]}])
def test_where_nobody_differs_nobody_is_strong_or_weak(audit: Audit, values: dict[str, list[float | None]]) -> None:
    assert audit(Case(values))("strength") == []
