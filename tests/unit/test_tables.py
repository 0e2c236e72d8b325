"""A number in a table of ours is plain digits with a decimal point; what a program takes for one beside it is none."""

import pytest

from rkci.tables import plain_number


@pytest.mark.parametrize(
    ("written", "meant"),
    [("12.5", 12.5), ("-3", -3), ("+.5", 0.5), ("2.", 2), ("1e3", 1000), ("1.5E-2", 0.015), (" 7 ", 7), ("007", 7)],
)
def test_plain_digits_are_a_number(written: str, meant: float) -> None:
    assert plain_number(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "1_000",
        "1,5",
        "1 000",
        "nan",
        "NaN",
        "inf",
        "-infinity",
        "1e999",
        "0x1F",
        "\u0663",
        "\uff11",
        "1e",
        ".",
    ],
)
def test_anything_else_is_none(written: str) -> None:
    assert plain_number(written) is None
