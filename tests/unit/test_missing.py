"""What counts as "no value", and where a sign may as well be a zero."""

import pytest

from rkci.intake.missing import is_missing


@pytest.mark.parametrize(
    "written",
    ["", "  ", "-", "--", "n/a", "N/A", "Na", "#N/A", "null", "NULL", "\u2026", "...", "\u2212", "\u2011", "\u00a0",
     "tidak  ada data", "Data belum tersedia", "\ufeffN/A", "\uff2e\uff0f\uff21"],
)  # fmt: skip
def test_it_is_missing_wherever_it_stands(written: str) -> None:
    assert is_missing(written, may_be_zero=True)
    assert is_missing(written, may_be_zero=False)


@pytest.mark.parametrize("written", ["\u2013", "\u2014", "tidak ada", "Tidak Ada", "nihil", "none"])
def test_what_may_mean_zero_is_missing_only_where_a_zero_makes_no_sense(written: str) -> None:
    assert not is_missing(written, may_be_zero=True)
    assert is_missing(written, may_be_zero=False)


@pytest.mark.parametrize("written", ["0", "9", "99", "-1", "tidak", "nol", "NaN", "no", "x"])
def test_a_number_or_another_word_is_not_missing_unless_a_form_says_so(written: str) -> None:
    assert not is_missing(written, may_be_zero=False)
    assert is_missing(written, may_be_zero=True, also={written.lower()})
