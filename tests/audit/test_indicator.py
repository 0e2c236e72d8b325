"""mart.audit_indicator: distributions by hand, every flag with a row that only just escapes it."""

import pytest
from audited import Audit, Case, Row
from scipy import stats

SKEWED = (1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 4.0, 5.0, 60.0)


def indicator(audit: Audit, case: Case) -> Row:
    (row,) = audit(case)("audit_indicator", indicator_code="x")
    return row


def test_a_distribution_by_hand(audit: Audit) -> None:
    # 0 0 4 6 10: mean 4, squares 16 + 16 + 0 + 4 + 36 = 72 / 4 = 18; commonest 0
    x = (0.0, 6.0, None, 10.0, 4.0, 0.0, None, None)
    row = indicator(audit, Case({"x": x, "y": [*range(8)]}, status={("x", 7): "not_applicable"}))
    assert (row["reported"], row["missing"], row["not_applicable"]) == (5, 2, 1)
    assert row["availability_pct"] == pytest.approx(100 * 5 / 7)
    assert (row["smallest"], row["largest"], row["mean"], row["median"]) == (0, 10, 4, 4)
    assert row["standard_deviation"] == pytest.approx(18**0.5, rel=1e-12)
    assert (row["commonest_pct"], row["zeros_pct"]) == (40, 40)
    assert (row["imputed"], row["treatment"], row["treated"]) == (0, "none", 0)
    present = [value for value in x if value is not None]
    assert row["skewness"] == pytest.approx(stats.skew(present, bias=False), rel=1e-12)
    assert row["kurtosis"] == pytest.approx(stats.kurtosis(present, bias=False), rel=1e-12)


def test_imputed_gaps_and_treated_points_are_counted_and_stay_out_of_the_distribution(audit: Audit) -> None:
    row = indicator(audit, Case({"x": [*SKEWED, None]}, imputation="median", treatment="winsorise_log"))
    assert (row["reported"], row["imputed"], row["largest"]) == (10, 1, 60)
    assert (row["treatment"], row["treated"]) == ("winsorise", 1)


@pytest.mark.parametrize(
    ("flag", "caught", "escaped"),
    [
        ("has_low_availability", [*range(12)] + [None] * 8, [*range(13)] + [None] * 7),  # 60 %, 65 %
        ("is_nearly_constant", [7] * 9 + [8], [7] * 8 + [8, 9]),  # 90 %, 80 %
        ("is_constant", [7] * 10, [7] * 9 + [8]),
        ("has_many_zeros", [0] * 6 + [1, 2, 3, 4], [0] * 5 + [1, 2, 3, 4, 5]),  # 60 %, 50 %
        ("is_skewed", SKEWED, (1, 2, 2, 3, 3, 3, 4, 4, 5, 8)),
    ],
)
def test_a_flag_is_raised_beyond_its_threshold_and_not_on_it(
    audit: Audit, flag: str, caught: list[float | None], escaped: list[float | None]
) -> None:
    read = audit(Case({"caught": caught, "escaped": escaped}))
    flagged = {row["indicator_code"]: row[flag] for row in read("audit_indicator")}
    assert flagged == {"caught": True, "escaped": False}


def test_outliers_need_both_skewness_and_kurtosis(audit: Audit) -> None:
    (row,) = audit(Case({"x": [50, *[49 + number % 3 for number in range(20)], 20, 80]}))("audit_indicator")
    assert abs(row["skewness"]) < 2
    assert row["kurtosis"] > 3.5
    assert not row["is_skewed"]


def test_a_constant_has_no_shape_and_nothing_reported_has_no_statistics(audit: Audit) -> None:
    read = audit(Case({"same": [0.1] * 10, "none": [None] * 10, "three": [1, 2, 4] + [None] * 7}))
    same, none, three = (read("audit_indicator", indicator_code=code)[0] for code in ("same", "none", "three"))
    assert (same["skewness"], same["kurtosis"], same["standard_deviation"]) == (None, None, pytest.approx(0, abs=1e-15))
    assert [none[name] for name in ("smallest", "mean", "median", "standard_deviation", "zeros_pct")] == [None] * 5
    assert (none["reported"], none["availability_pct"]) == (0, 0)
    assert none["is_constant"]
    assert none["has_low_availability"]
    assert (three["skewness"], three["standard_deviation"]) == (None, pytest.approx((7 / 3) ** 0.5))
