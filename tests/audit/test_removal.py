"""mart.audit_removal: by hand, and against SQL that scores a framework without the indicator."""

from pathlib import Path

import numpy as np
import pytest
from audited import Audit, Case, publish, rows, score
from psycopg2.extensions import connection as Connection

from rkci.refusal import Refusal

TREE = {"a": "one", "b": "one", "c": "two", "d": "two", "e": "two", "f": "three"}


def random_values(seed: int, cities: int = 12, gaps: int = 6) -> dict[str, list[float | None]]:
    random = np.random.default_rng(seed)
    values: dict[str, list[float | None]] = {code: random.uniform(1, 99, cities).tolist() for code in "abcdef"}
    for code in "abcde":
        for city in random.integers(0, cities, gaps // 5):
            values[code][city] = None
    return values


def test_shifts_by_hand_among_all_and_within_the_class(audit: Audit) -> None:
    # index a + b: 100 70 60 50 -> places 1 2 3 4; without a, b: 10 60 20 45 -> places 4 1 3 2: shifts 3 1 0 2
    values = {"a": [90, 10, 40, 5], "b": [10, 60, 20, 45]}
    read = audit(Case(values, classes=["besar", "kecil", "kecil", "besar"]))
    removed = {(row["removed_code"], row["group_column"], row["group_code"]): row for row in read("audit_removal")}
    assert set(removed) == {
        (code, *group)
        for code in "ab"
        for group in (("overall", "overall"), ("class_code", "besar"), ("class_code", "kecil"))
    }
    overall = removed["a", "overall", "overall"]
    assert (overall["cities"], overall["lost"], overall["mean_shift"], overall["max_shift"]) == (4, 0, 1.5, 3)
    assert (overall["max_shift_city_code"], overall["reason"]) == ("c00", None)
    assert overall["spearman"] == pytest.approx(1 - 6 * 14 / (4 * 15))  # 1 - 6 sum of squares / (n (n^2 - 1))
    within = removed["a", "class_code", "kecil"]  # 70 60 and 60 20: nobody moves
    assert (within["cities"], within["mean_shift"], within["max_shift"], within["max_shift_city_code"]) == (
        2,
        0,
        0,
        None,
    )
    assert (within["spearman"], within["reason"]) == (None, "Fewer than 3 cities: no rank correlation.")
    swapped = removed["a", "class_code", "besar"]  # 100 50 and 10 45
    assert (swapped["mean_shift"], swapped["max_shift_city_code"]) == (1, "c00")


@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic", "generalised", "copeland"])
@pytest.mark.parametrize("removed", ["a", "c", "f", "two"])
def test_the_shifts_are_those_of_a_framework_without_it_scored_by_sql(
    connection: Connection, tmp_path: Path, mean: str, removed: str
) -> None:
    values = random_values(len(mean))
    kept = {code: value for code, value in values.items() if removed not in (code, TREE.get(code))}
    weights = {"a": 2, "b": 1, "c": 1, "d": 3, "e": 2, "one": 1, "two": 2, "three": 1.5}
    aggregation = {"two": mean} if mean == "copeland" else {"index": mean, "one": mean, "two": mean}
    whole = score(connection, Case(values, TREE, weights, aggregation), tmp_path / "whole")
    tree = {code: TREE[code] for code in kept}
    without = score(connection, Case(kept, tree, weights, aggregation), tmp_path / "without")
    publish(connection, whole)

    before, after = (overall_places(connection, run_id) for run_id in (whole, without))
    shifts = {city: abs(before[city] - after[city]) for city in before}
    (row,) = rows(connection, "audit_removal", removed_code=removed, group_column="overall")
    assert (row["cities"], row["lost"]) == (12, 0)
    assert row["mean_shift"] == pytest.approx(sum(shifts.values()) / 12, rel=1e-9)
    assert row["max_shift"] == max(shifts.values())
    most = min((city for city in shifts if shifts[city] == row["max_shift"]), default=None)
    assert row["max_shift_city_code"] == (most if row["max_shift"] else None)


def overall_places(connection: Connection, run_id: int) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_code, rank from scoring.unit_rank"
            " where run_id = %s and node_code = 'index' and side = 'all' and group_column = 'overall'",
            (run_id,),
        )
        return dict(cursor.fetchall())


def test_a_city_that_has_nothing_else_is_lost_and_the_others_are_counted_among_themselves(audit: Audit) -> None:
    # index 90 20 20 17.5; without c00 the places are 1 1 3, without a they are 1 2 3
    read = audit(Case({"a": [90, 10, 20, 30], "b": [None, 30, 20, 5]}))
    (row,) = read("audit_removal", removed_code="a", group_column="overall")
    assert (row["cities"], row["lost"], row["max_shift"], row["max_shift_city_code"]) == (3, 1, 1, "c02")
    assert row["mean_shift"] == pytest.approx(1 / 3)


def test_a_node_below_its_data_threshold_is_missing_without_the_indicator_too(audit: Audit) -> None:
    # of a, b and c 60 % must be there: c00 has two of three, and one of two without a
    read = audit(Case({"a": [1, 2, 3], "b": [4, 6, 5], "c": [None, 8, 9]}, data_threshold=0.6))
    (row,) = read("audit_removal", removed_code="a", group_column="overall")
    assert (row["cities"], row["lost"]) == (2, 1)
    (row,) = read("audit_removal", removed_code="c", group_column="overall")
    assert (row["cities"], row["lost"]) == (3, 0)


def test_the_only_indicator_and_an_indicator_that_everyone_hangs_on_are_explained(audit: Audit) -> None:
    (row,) = audit(Case({"a": [1, 2, 3]}, {"a": "one"}))("audit_removal", removed_code="a", group_column="overall")
    assert (row["cities"], row["lost"], row["mean_shift"], row["max_shift"]) == (0, 3, None, None)
    assert row["reason"] == "Nothing is left of the index."


def test_an_indicator_without_which_no_city_has_a_score_is_explained(audit: Audit) -> None:
    read = audit(Case({"a": [1, 2, 3], "b": [None, None, None]}))
    (row,) = read("audit_removal", removed_code="a", group_column="overall")
    assert (row["mean_shift"], row["spearman"], row["reason"]) == (None, None, "No city has a score without it.")


def test_where_no_city_has_a_place_none_can_move(audit: Audit) -> None:
    read = audit(Case({"a": [1, None, 3], "b": [None, 5, None]}, min_coverage=0.9))
    found = [(row["removed_code"], row["group_code"], row["cities"], row["reason"]) for row in read("audit_removal")]
    assert sorted(found) == [(code, "overall", 0, "No city has a published place.") for code in "ab"]


def test_equal_scores_share_a_place_and_have_no_rank_correlation(audit: Audit) -> None:
    read = audit(Case({"a": [1, 2, 3], "b": [5, 5, 5]}))
    (row,) = read("audit_removal", removed_code="a", group_column="overall")
    assert (row["mean_shift"], row["max_shift"], row["max_shift_city_code"]) == (1, 2, "c00")
    assert (row["spearman"], row["reason"]) == (None, "Every city has the same score: no rank correlation.")


def test_an_index_that_is_not_what_sql_gave_stops_the_audit_by_name(connection: Connection, tmp_path: Path) -> None:
    run_id = score(connection, Case(random_values(1), TREE), tmp_path / "made-up")
    with connection.cursor() as cursor:
        cursor.execute("update scoring.score set score[3] = score[3] + 1e-6 where node_code = 'two'")
    with pytest.raises(Refusal, match=r"Audit: two aggregated by rkci\.scoring\.audit\.removal is not what"):
        publish(connection, run_id)
