"""What cannot be estimated is refused in words that name the key, the column, the row or the margin."""

from pathlib import Path
from typing import Any

import pytest
from given_survey import estimated
from psycopg2.extensions import connection as Connection

from rkci.refusal import Refusal

ROWS = [
    {"s": stratum, "p": psu, "w": 2, "N": 4, "y": y, "sex": sex, "age": age}
    for stratum, psu, y, sex, age in (
        ("a", 1, 4, "L", "old"), ("a", 2, 6, "P", "old"), ("b", 3, 1, "L", "young"), ("b", 4, 9, "P", "young"),
    )
]  # fmt: skip
MEAN = [{"variable": "y", "statistic": "mean"}]


def rake(**margins: dict[str, Any]) -> dict[str, Any]:
    return {"weight": "w", "calibrate": {"method": "rake", "margins": margins}, "estimate": MEAN}


@pytest.mark.parametrize(
    ("design", "words"),
    [
        ({"weigth": "w", "estimate": MEAN}, "unknown key `weigth`; valid are weight, strata"),
        ({"weight": "v", "estimate": MEAN}, "`weight` names the column 'v', which the data do not have"),
        ({"strata": "t", "psu": ["q"], "estimate": MEAN}, "`psu` names the column 'q'"),
        ({"psu": ["p", "y"], "fpc": ["N"], "estimate": MEAN}, "`fpc` names 1 columns for 2 stages"),
        ({"estimate": [{"variable": "y", "statistic": "median"}]}, "`estimate[1].statistic` is 'median'"),
        ({"estimate": [{"variable": "y", "statistic": "mean", "by": ["g"]}]}, "`estimate[1].by` names the column 'g'"),
        ({"estimate": []}, "`estimate` must be a list"),
        ({"estimate": MEAN, "na": "keep"}, "`na` is 'keep'"),
        ({"estimate": MEAN, "lonely_psu": "ignore"}, "choose fail (a stratum with one sampled unit is refused"),
        ({"estimate": MEAN, "lonely_psu": ["fail"]}, "`lonely_psu` is ['fail']"),
        ({"estimate": [{"variable": "sex", "statistic": "mean"}]}, "row 2, column sex: 'L' is not a number"),
        ({"strata": "y", "weight": "w", "estimate": MEAN}, "stratum 1: only one unit was sampled"),
        ({"strata": "s", "fpc": ["y"], "estimate": MEAN}, "the population count differs from row to row, from 1 to 9"),
        ({"fpc": ["w"], "estimate": MEAN}, "4 units were sampled of a population of 2"),
        (rake(sex={"L": 8, "P": 8}, age={"old": 9, "young": 9}), "do not add up to one population: sex 16, age 18"),
        (rake(sex={"L": 8, "P": 4, "X": 4}), "category 'X': an empty cell. A population of 4 and no answer"),
        (rake(sex={"L": 16}), "category 'P': 2 answers, and the margin has no population for it"),
        (rake(sex={"L": 16, "P": 0}), "category 'P': 2 answers in a population of 0"),
        (rake(sex={"L": 16, "P": "many"}), "`calibrate.margins.sex.P` is 'many'; it must be a population"),
        (rake(s={"a": 6, "b": 10}, age={"old": 8, "young": 8}), "the margins contradict one another in this sample"),
        (
            {**rake(sex={"L": 8, "P": 8}), "calibrate": {"method": "greg", "margins": {"sex": {"L": 8, "P": 8}}}},
            "`calibrate.method` is 'greg'; it must be one of poststratify, rake",
        ),
    ],
)
def test_what_does_not_hold_is_said_by_name(
    design: dict[str, Any], words: str, connection: Connection, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        estimated(connection, tmp_path, ROWS, design)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("w,y\n1,2\n-1,3\n", "row 3, column w: -1 is below 0"),
        ("w,y\n1,2\n,3\n", "row 3, column w: the cell is empty"),
        ("w,y\n1,2\n1,3,4\n", "row 3: 3 cells where the header has 2"),
        ("w,y\n", "has no rows"),
        ("w,y,y\n1,2,3\n", "has the column 'y' 2 times"),
        ("w,y\n1,1e999\n", "row 2, column y: '1e999' is not a number"),
    ],
)
def test_data_that_cannot_be_used_are_refused_with_their_row(
    text: str, words: str, connection: Connection, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text(text)
    with pytest.raises(Refusal) as refused:
        estimated(connection, tmp_path, tmp_path / "data.csv", {"weight": "w", "estimate": MEAN})
    assert words in str(refused.value)


def test_categories_are_read_as_they_are_written(connection: Connection, tmp_path: Path) -> None:
    rows = [{"y": 1, "free": "No", "code": "01"}, {"y": 3, "free": "Yes", "code": "02"}]
    (tmp_path / "design.yaml").write_text("")
    calibrate = {"method": "rake", "margins": {"free": {"No": 5, "Yes": 15}, "code": {"01": 5, "02": 15}}}
    (row,) = estimated(connection, tmp_path, rows, {"calibrate": calibrate, "estimate": MEAN})
    assert float(row["estimate"]) == 2.5


def test_a_number_may_be_missing_as_people_write_it_but_a_sign_for_zero_is_asked_back(
    connection: Connection, tmp_path: Path
) -> None:
    data = [{"y": value} for value in ("1", "2", "6", "n/a", "-", "null", "")]
    design = {"na": "drop", "estimate": [{"variable": "y", "statistic": "mean"}]}
    (row,) = estimated(connection, tmp_path, data, design)
    assert float(row["estimate"]) == 3
    with pytest.raises(Refusal, match="'\u2013' is not a number"):
        estimated(connection, tmp_path, [*data, {"y": "\u2013"}], design)
