"""A real survey of another city and another form comes in by a mapping alone."""

import csv
from collections.abc import Callable
from pathlib import Path

from psycopg2.extensions import connection as Connection
from surveyed import ITEMS, LEDGER, deliver, rows

from rkci.survey import mapping as mappings

SURVEY = Path(__file__).parents[1] / "truths" / "san_diego" / "residents_2015.csv"
SAMPLING = """
wave: san_diego
mode: mail
target_n: 2477
mapping: san_diego
strata:
  - {city: "1276", stratum: san_diego, population: 1000000, psu_count: 2477, sampled_psu: 2477, target_n: 2477}
"""


def test_the_residents_of_san_diego_come_in_by_mapping_alone(
    opened: Connection, box: Path, take_in: Callable[[], bool]
) -> None:
    content = SURVEY.read_bytes()
    deliver(box / "san_diego/sampling.yaml", SAMPLING.encode())
    deliver(box / "san_diego/export.csv", content)
    take_in()
    assert rows(opened, LEDGER)[0:2] == [
        ("survey/san_diego/export.csv", "file", 1, 1, 0, 0),
        ("survey/san_diego/export.csv", "row", 2477, 2477, 0, 0),
    ]
    given = list(csv.DictReader(content.decode().splitlines()))
    for item, column in mappings.load("san_diego").columns.items():
        if item in ITEMS:
            answers = [int(row[column]) for row in given if row[column] in "12345"]
            given_or_null = f"nullif(get_byte(answer, {ITEMS.index(item)}), 0)"
            assert rows(opened, f"select count({given_or_null}), sum({given_or_null}) from core.survey_response") == [
                (len(answers), sum(answers))
            ]
    assert rows(opened, "select sex, count(*) from core.survey_response group by 1 order by 1") == [
        ("L", 1248), ("P", 1205), (None, 24),
    ]  # fmt: skip
    # only what the mapping names was taken
    ((dropped,),) = rows(opened, "select dropped_columns from raw.survey_reading where kind = 'responses'")
    assert dropped == len(given[0]) - len(mappings.load("san_diego").columns)
