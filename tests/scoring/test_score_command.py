"""`rkci score`: the files that it promises, to the last digit, and nothing left behind."""

import random

import pytest
from made import Lab
from psycopg2.extensions import connection as Connection

CELLS = ("selected", "denominated", "screened", "imputed", "treated", "normalised")
COLUMNS = {
    **{step: ["unit", "indicator", "value"] for step in CELLS},
    "scores": ["unit", "code", "score"],
    "ranks": ["unit", "code", "group", "rank"],
    "contributions": ["unit", "code", "contribution"],
}
EXACT = (0.1, 1 / 3, 2**53 + 2.0, 1e-300, -1.7976931348623157e290, 123456789.12345678, 5e-324, -0.0)


def files(lab: Lab) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in lab.out.iterdir()}


def test_every_step_is_a_file_with_the_columns_promised(lab: Lab) -> None:
    said = lab.score()
    assert said.code == 0
    assert str(lab.out) in said.out
    for step, columns in COLUMNS.items():
        assert list(lab.rows(step)[0]) == columns
    header = (lab.out / "treatment_log.csv").read_text().splitlines()[0]
    assert header.split(",")[:3] == ["unit", "indicator", "value"]


def test_every_unit_and_indicator_has_a_row_present_or_not(lab: Lab) -> None:
    lab.values([("a", "x", 1), ("b", "x", 2), ("a", "y", 10), ("b", "y", 30)])
    lab.score()
    for step in ("selected", "denominated", "imputed", "treated", "normalised"):
        assert list(lab.numbers(step)) == [(unit, code) for unit in "abc" for code in "xy"]
        assert lab.numbers(step)["c", "x"] is None


def test_a_unit_that_is_screened_out_is_in_no_later_step_and_its_reason_is_written(lab: Lab) -> None:
    lab.values([("a", "x", 1), ("b", "x", 2), ("a", "y", 10), ("b", "y", 30), ("c", "x", 900)])
    assert lab.score("screening.method=by_na", "screening.min_available=0.6").code == 0
    for step in ("screened", "imputed", "treated", "normalised", "scores", "ranks", "contributions"):
        assert {row["unit"] for row in lab.rows(step)} == {"a", "b"}
    assert lab.numbers("normalised")["b", "x"] == 100
    assert lab.numbers("selected")["c", "x"] == 900
    reasons = {row["unit"]: row["reason"] for row in lab.rows("screening")}
    assert reasons["c"] == "0.5 of its values are available, less than 0.6"


def test_numbers_come_back_to_the_last_bit(lab: Lab) -> None:
    units = [f"u{number}" for number in range(len(EXACT))]
    lab.units([(unit, unit) for unit in units])
    lab.values([(unit, "x", repr(value)) for unit, value in zip(units, EXACT, strict=True)])
    lab.framework({"x": {}})
    assert lab.score("normalisation.method=rank").code == 0
    for step in ("selected", "denominated", "screened", "imputed", "treated"):
        written = lab.numbers(step)
        assert [written[unit, "x"] for unit in units] == list(EXACT)


def test_a_third_is_written_with_seventeen_significant_digits(lab: Lab) -> None:
    lab.values([("a", "x", 0), ("b", "x", 1), ("c", "x", 3)])
    lab.score("normalisation.max=1")
    assert lab.rows("normalised")[2]["value"] == f"{1 / 3:.17g}" == "0.33333333333333331"


def test_moved_points_are_logged_with_what_they_were(lab: Lab) -> None:
    lab.framework({"x": {}})
    lab.units([(f"u{number}", "") for number in range(10)])
    lab.values([(f"u{number}", "x", 100 if number == 9 else number) for number in range(10)])
    lab.score("treatment.method=winsorise_log")
    assert lab.rows("treatment_log") == [
        {"unit": "u9", "indicator": "x", "value": "8", "value_before": "100", "treatment": "winsorise"}
    ]
    assert lab.numbers("treated")["u9", "x"] == 8


def test_the_run_is_removed_when_its_steps_are_written(lab: Lab, connection: Connection) -> None:
    lab.score()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from scoring.run")
        assert cursor.fetchone() == (0,)
        cursor.execute("select (select count(*) from scoring.selected), (select count(*) from scoring.normalised)")
        assert cursor.fetchone() == (0, 0)


def test_a_refused_run_is_removed_too(lab: Lab, connection: Connection) -> None:
    lab.values([("a", "x", 7), ("b", "x", 7)])
    assert lab.score().code == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from scoring.run")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("normalisation.max=10", [0, 7.5, 7.5]),
        ("normalisation.method=rank", [1, 2.5, 2.5]),
        ("normalisation.by_indicator.y.max=10", [0, 30, 52.5]),
        ("aggregation.by_parent.index.method=copeland", [-2, 1, 1]),
        ("aggregation.default=copeland", [-2, 1, 1]),
    ],
)
def test_set_changes_the_method(lab: Lab, choice: str, expected: list[float]) -> None:
    """As given the index is 0, 75, 75: x is 0, 50, 100 and y 0, 100, 50."""
    lab.score()
    assert [lab.numbers("scores")[unit, "index"] for unit in "abc"] == [0, 75, 75]
    assert lab.score(choice).code == 0
    assert [lab.numbers("scores")[unit, "index"] for unit in "abc"] == pytest.approx(expected)


def test_the_last_of_two_choices_of_one_key_holds(lab: Lab) -> None:
    lab.score("normalisation.max=10", "normalisation.max=1")
    assert lab.numbers("scores")["b", "index"] == pytest.approx(0.75)


def test_the_same_command_writes_the_same_bytes(lab: Lab) -> None:
    lab.score()
    first = files(lab)
    lab.score()
    assert files(lab) == first


def test_the_order_of_rows_and_columns_changes_no_byte(lab: Lab) -> None:
    generator = random.Random(1)  # noqa: S311
    units = [(f"u{number:02d}", f"Unit {number}") for number in range(12)]
    values = [(unit, code, generator.gauss(0, 1)) for unit, _ in units for code in "xy"]
    lab.units(units)
    lab.values(values)
    lab.score("normalisation.method=zscore")
    first = files(lab)
    generator.shuffle(units)
    generator.shuffle(values)
    lab.units([(name, unit) for unit, name in units], "name,unit")
    lab.values([(value, unit, code) for unit, code, value in values], "value,unit,indicator")
    lab.score("normalisation.method=zscore")
    assert files(lab) == first


def test_codes_with_commas_quotes_and_letters_of_any_script_come_back(lab: Lab) -> None:
    codes = ["kota, baru", 'so "called"', "Sawahlunto–é", "市", "0012", "  b"]
    lab.units([(code, code) for code in codes])
    lab.values([(code, "x", number) for number, code in enumerate(codes)])
    lab.framework({"x": {}})
    assert lab.score().code == 0
    assert {row["unit"] for row in lab.rows("scores")} == set(codes)
