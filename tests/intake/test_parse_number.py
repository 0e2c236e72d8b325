"""staging.parse_number on a real PostgreSQL: numbers as people write them, and what is not a number."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.extensions import connection as Connection

from rkci.intake import missing

PERCENT = (0, 100)
COUNT = (0, 100000)
OPEN = (None, None)
YES_NO = (0, 1)
LEVEL = (1, 5)

REPORTED = [
    ("12", PERCENT, 12, "plain"),
    ("0", PERCENT, 0, "plain"),
    ("007", COUNT, 7, "plain"),
    ("+5", COUNT, 5, "plain"),
    ("-3", OPEN, -3, "plain"),
    ("\u22123,5", OPEN, -3.5, "comma_decimal"),
    ("\u20133,5", OPEN, -3.5, "comma_decimal"),
    ("2.1250 %", PERCENT, 2.125, "point_decimal_percent"),
    ("1.1250 juta", OPEN, 1125000, "point_decimal_juta"),
    ("12,5", PERCENT, 12.5, "comma_decimal"),
    ("12.5", PERCENT, 12.5, "point_decimal"),
    (",5", PERCENT, 0.5, "comma_decimal"),
    ("0,123", PERCENT, 0.123, "comma_decimal"),
    ("0.123", COUNT, 0.123, "point_decimal"),
    ("1234,567", COUNT, 1234.567, "comma_decimal"),
    ("12,34", COUNT, 12.34, "comma_decimal"),
    ("1,2345", COUNT, 1.2345, "comma_decimal"),
    ("1.234,56", COUNT, 1234.56, "point_thousands_comma_decimal"),
    ("1,234.56", COUNT, 1234.56, "comma_thousands_point_decimal"),
    ("1.234,567", COUNT, 1234.567, "point_thousands_comma_decimal"),
    ("1.234.567", OPEN, 1234567, "thousands"),
    ("1,234,567", OPEN, 1234567, "thousands"),
    ("1 234 567", OPEN, 1234567, "spaced_thousands"),
    ("1\u00a0234,5", COUNT, 1234.5, "comma_decimal"),
    ("1 234,567", COUNT, 1234.567, "comma_decimal"),
    (" 8,2 ", PERCENT, 8.2, "comma_decimal"),
    ("\u00a08,2\u202f", PERCENT, 8.2, "comma_decimal"),
    ("\u200e42\u200f", PERCENT, 42, "plain"),
    ("12,5 %", PERCENT, 12.5, "comma_decimal_percent"),
    ("12%", PERCENT, 12, "plain_percent"),
    ("12.5 persen", PERCENT, 12.5, "point_decimal_percent"),
    ("1,2 juta", OPEN, 1200000, "comma_decimal_juta"),
    ("1,2juta", OPEN, 1200000, "comma_decimal_juta"),
    ("35 ribu", COUNT, 35000, "plain_ribu"),
    ("2,5 Miliar", OPEN, 2.5e9, "comma_decimal_miliar"),
    ("3 triliun", OPEN, 3e12, "plain_triliun"),
    ("1.234", PERCENT, 1.234, "point_decimal_by_range"),
    ("1,234", PERCENT, 1.234, "comma_decimal_by_range"),
    ("12.500", (1000, 100000), 12500, "thousands_by_range"),
    ("1,234", (1000, None), 1234, "thousands_by_range"),
    ("1.234 juta", (0, 5e6), 1234000, "point_decimal_by_range_juta"),
    ("-1.234", (-2, 0), -1.234, "point_decimal_by_range"),
    ("1e3", COUNT, 1000, "scientific"),
    ("1.5E-3", PERCENT, 0.0015, "scientific"),
    ("Ya", YES_NO, 1, "yes_no"),
    (" TIDAK ", YES_NO, 0, "yes_no"),
    ("sudah", YES_NO, 1, "yes_no"),
    ("1", YES_NO, 1, "plain"),
    ("5", LEVEL, 5, "plain"),
    ("\uff14\uff13\uff0c\uff16\u3000\uff05", PERCENT, 43.6, "comma_decimal_percent_other_digits"),
    ("\u0664\u0663\u066b\u0666", PERCENT, 43.6, "comma_decimal_other_digits"),
    ("\u06f1\u06f2", COUNT, 12, "plain_other_digits"),
    ("\uff0d\uff13", OPEN, -3, "plain_other_digits"),
    ("1\u2003234,5", COUNT, 1234.5, "comma_decimal"),
    ("\u206642\u2069", PERCENT, 42, "plain"),
    ("1,2\u00a0juta", OPEN, 1200000, "comma_decimal_juta"),
    ("0,0", PERCENT, 0, "comma_decimal"),
    ("0 %", PERCENT, 0, "plain_percent"),
    ("436", PERCENT, 436, "plain"),
]

OTHERWISE = [
    ("TAP", PERCENT, "not_applicable", "not_applicable_words"),
    ("t.a.p.", PERCENT, "not_applicable", "not_applicable_words"),
    ("Tidak Berlaku", YES_NO, "not_applicable", "not_applicable_words"),
    ("-", PERCENT, "missing", "missing_words"),
    ("\u2026", PERCENT, "missing", "missing_words"),
    ("...", COUNT, "missing", "missing_words"),
    ("\u2013", PERCENT, "unreadable", "may_mean_zero"),
    (" \u2014 ", COUNT, "unreadable", "may_mean_zero"),
    ("tidak  ada data", YES_NO, "missing", "missing_words"),
    ("N/A", PERCENT, "missing", "missing_words"),
    ("Data belum tersedia", PERCENT, "missing", "missing_words"),
    ("\u0661\u066b\u0662\u0663\u0664", COUNT, "unreadable", "ambiguous_separator"),
    ("nihil", COUNT, "unreadable", "may_mean_zero"),
    ("\u00bd", PERCENT, "unreadable", "not_a_number"),
    ("", PERCENT, "missing", "missing_words"),
    ("1.234", COUNT, "unreadable", "ambiguous_separator"),
    ("1,234", OPEN, "unreadable", "ambiguous_separator"),
    ("999.999", OPEN, "unreadable", "ambiguous_separator"),
    ("1.234", (2000, 3000), "unreadable", "ambiguous_separator"),
    ("1.234 juta", OPEN, "unreadable", "ambiguous_separator"),
    ("sekitar 50, lihat lampiran", PERCENT, "unreadable", "not_a_number"),
    ("50 (perkiraan)", PERCENT, "unreadable", "not_a_number"),
    ("12 5", PERCENT, "unreadable", "not_a_number"),
    ("1.23.456", OPEN, "unreadable", "not_a_number"),
    ("1,234,56", OPEN, "unreadable", "not_a_number"),
    ("5,", PERCENT, "unreadable", "not_a_number"),
    (".", PERCENT, "unreadable", "not_a_number"),
    ("3-5", PERCENT, "unreadable", "not_a_number"),
    ("12/100", PERCENT, "unreadable", "not_a_number"),
    ("2017-05-01", OPEN, "unreadable", "not_a_number"),
    ("1'; drop table core.city; --", OPEN, "unreadable", "not_a_number"),
    ("9" * 100, OPEN, "unreadable", "not_a_number"),
    ("#NUM!", PERCENT, "unreadable", "spreadsheet_error"),
    ("=A1*2", PERCENT, "unreadable", "formula_without_result"),
    ("Infinity", OPEN, "unreadable", "not_finite"),
    ("-inf", OPEN, "unreadable", "not_finite"),
    ("NaN", OPEN, "unreadable", "not_finite"),
    ("1e400", OPEN, "unreadable", "not_finite"),
    ("1e-400", OPEN, "unreadable", "not_finite"),
    ("Ya", PERCENT, "unreadable", "yes_no_for_a_number"),
    ("tidak", COUNT, "unreadable", "yes_no_for_a_number"),
    ("tidak ada", COUNT, "unreadable", "may_mean_zero"),
    ("1000 (format 0,)", COUNT, "unreadable", "not_a_number"),
    ("42857 (format d-mmm)", COUNT, "unreadable", "not_a_number"),
    ("$ 5", COUNT, "unreadable", "not_a_number"),
    ("60,0\u00b9", PERCENT, "unreadable", "not_a_number"),
    ("5,39 r)", PERCENT, "unreadable", "not_a_number"),
    ("75,2*)", PERCENT, "unreadable", "not_a_number"),
]


def parse(
    connection: Connection, written: str, valid: tuple[float | None, float | None]
) -> tuple[float | None, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select value, status, rule from staging.parse_number(%s, %s, %s)", (written, *valid))
        (found,) = cursor.fetchall()
        value, status, rule = found
        return value, status, rule


@pytest.mark.parametrize(("written", "valid", "value", "rule"), REPORTED)
def test_a_number_is_read_as_people_write_it(
    connection: Connection, written: str, valid: tuple[float | None, float | None], value: float, rule: str
) -> None:
    assert parse(connection, written, valid) == (value, "reported", rule)


@pytest.mark.parametrize(("written", "valid", "status", "rule"), OTHERWISE)
def test_what_is_no_number_is_never_made_one(
    connection: Connection, written: str, valid: tuple[float | None, float | None], status: str, rule: str
) -> None:
    assert parse(connection, written, valid) == (None, status, rule)


@pytest.mark.parametrize("written", ["1.125", "12.345", "26.978", "1000.125", "-5.125", "0", "1e-07", "1.5e+300"])
def test_a_number_cell_is_its_number_whatever_the_range(connection: Connection, written: str) -> None:
    for valid in (PERCENT, COUNT, OPEN, (1000, 60000)):
        with connection.cursor() as cursor:
            cursor.execute("select value, rule from staging.parse_number(%s, %s, %s, true)", (written, *valid))
            assert cursor.fetchone() == (float(written), "number_cell")


@pytest.mark.parametrize(("is_percent", "value"), [(True, 5), (None, 5), (False, None)])
def test_a_percentage_is_a_number_only_of_what_is_in_per_cent(
    connection: Connection, is_percent: bool | None, value: float | None
) -> None:
    with connection.cursor() as cursor:
        for written in ("5%", "5 persen", "5.0 %"):
            cursor.execute(
                "select value from staging.parse_number(%s, 0, 100, is_percent => %s)", (written, is_percent)
            )
            assert cursor.fetchone() == (value,)


@pytest.mark.parametrize("written", sorted(missing.WORDS))
def test_every_word_of_the_list_of_missing_values_is_missing(connection: Connection, written: str) -> None:
    assert parse(connection, written, OPEN) == (None, "missing", "missing_words")


@pytest.mark.parametrize("written", sorted(missing.MAY_MEAN_ZERO))
def test_every_word_that_may_mean_zero_is_asked_back(connection: Connection, written: str) -> None:
    assert parse(connection, written.upper(), OPEN) == (None, "unreadable", "may_mean_zero")


@settings(max_examples=150)
@given(
    whole=st.integers(0, 10**12), decimals=st.text("0123456789", min_size=1, max_size=5), is_negative=st.booleans(),
    separators=st.sampled_from([".,", ",.", " ,", " ."]),
)  # fmt: skip
def test_a_grouped_number_reads_back_the_same(
    connection: Connection, whole: int, decimals: str, is_negative: bool, separators: str
) -> None:
    thousands, decimal = separators[0], separators[1]
    sign = "-" if is_negative else ""
    grouped = f"{whole:,}".replace(",", thousands)
    value, status, rule = parse(connection, f"{sign}{grouped}{decimal}{decimals}", OPEN)
    if rule == "ambiguous_separator":
        assert whole < 1000
        assert len(decimals) == 3
    else:
        assert status == "reported"
        assert value == float(f"{sign}{whole}.{decimals}")


@settings(max_examples=150)
@given(written=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=70))
def test_no_text_breaks_it_and_no_unreadable_one_has_a_value(connection: Connection, written: str) -> None:
    value, status, rule = parse(connection, written, OPEN)
    assert rule
    assert (status == "reported") == (value is not None)
    assert value is None or math.isfinite(value)
