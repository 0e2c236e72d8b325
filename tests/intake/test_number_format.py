"""What a number cell shows by its format is what it means, or nobody takes it for a number."""

import pytest

from rkci.intake.number_format import is_date, written

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'
SCALED = '[>=1000000]0.0,,"jt";[>=1000]0.0,"rb";0'


@pytest.mark.parametrize(
    "code",
    ["", "General", "0", "0.00", "#,##0.####", ACCOUNTING, '"Rp"#,##0.00', "[$Rp-421] #,##0", "[$IDR] 0.0", "[Red]0.0",
     "[Color10]0", "0.00E+00", "# ?/?", "# ?/100", "@", "0_);(0)", "+0;-0", "0;-0;;@", "[<1]0.0%;0.00", SCALED, '0" "'],
)  # fmt: skip
def test_a_format_that_says_nothing_but_a_number_leaves_the_number(code: str) -> None:
    assert written(12.345, code) == ("12.345", True)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.025, "0.00%", "2.5 %"),
        (0.0539, "0%", "5.39 %"),
        (1.0, "0.0%", "100 %"),
        (-0.05, "0%;[Red]-0%", "-5 %"),
        (0.5, "0%_);\\(0%\\)", "50 %"),
        (0.12, "0\\ %", "12 %"),
        (0.12, "%0", "12 %"),
        (0.02125, "0.000%", "2.1250 %"),
        (0.025, "[<1]0.0%;0.0", "2.5 %"),
        (0.025, "[>=1]0.0;0.0%", "2.5 %"),
        (2.5, '0.0 "persen"', "2.5 persen"),
        (2.5, 'General"%"', "2.5 %"),
        (2.5, "0.0\\%", "2.5 %"),
        (5, '0 "juta"', "5 juta"),
        (5e6, '0.0,,"juta"', "5 juta"),
        (1500, SCALED, "1.5 rb"),
        (2_500_000, SCALED, "2.5 jt"),
        (1.125, '0.000 "juta"', "1.1250 juta"),
        (12.5, '0.0 "hari kerja"', "12.5 hari kerja"),
        (5, '0.0" per 100.000 penduduk"', "5 per 100.000 penduduk"),
        (5, "[$$-409]#,##0.00", "$ 5"),
        (1, '[=1]"Ya";[=0]"Tidak"', "Ya"),
        (0, '[=1]"Ya";[=0]"Tidak"', "Tidak"),
    ],
)
def test_a_format_that_says_more_makes_a_text_as_a_person_would_type_it(number: float, code: str, text: str) -> None:
    assert written(number, code) == (text, False)


@pytest.mark.parametrize(
    ("number", "code"),
    [(1000, "0,"), (5e6, "#,##0.00,,"), (5, ";;;"), (5, '0"000"'), (5, '"12"0'), (42857, "d-mmm"), (0.5, "[h]:mm"),
     (44000, "[$-421]dd mmmm yyyy"), (5, '"1.0"0%')],
)  # fmt: skip
def test_a_number_that_its_format_shows_as_another_is_no_number(number: float, code: str) -> None:
    text, is_number = written(number, code)
    assert text.endswith(f" (format {code})")
    assert not is_number


def test_a_zero_that_its_format_hides_or_shows_as_a_dash_is_zero() -> None:
    assert [written(0, code) for code in (";;;", "0;-0;;@", ACCOUNTING)] == [("0", True)] * 3


@pytest.mark.parametrize(
    "code", ["[<", '"', "\\", "_", "[$", "[<1e9]0", "[<1.2.3]0", "%" * 300, "0" * 99_999, ";" * 99]
)
def test_a_broken_code_is_no_error(code: str) -> None:
    text, _ = written(2.5, code)
    assert "2.5" in text or "%" in text


def test_no_finite_number_is_told() -> None:
    assert written(float("inf"), "0%") == ("inf", False)
    assert written(float("nan"), "") == ("nan", False)


def test_dates_are_told_from_literals_that_look_like_them() -> None:
    assert all(map(is_date, ["yyyy-mm-dd", "d", "[h]:mm", "[$-421]dd mmmm yyyy;@", "0;h:mm"]))
    assert not any(map(is_date, ["0", '0" hari"', "[Red]0", "_d0", "\\d0", "0.00E+00", "General"]))
