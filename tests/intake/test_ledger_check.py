"""Each branch of checks/ledger_adds_up.sql on real rows: what it must find, and beside it what it must leave alone."""

from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from test_inbox import CYCLE, box, deliver, rows

from rkci import city_register
from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake import inbox, ingest, submissions, workbook
from rkci.intake.form import Innovation
from rkci.intake.workbook import Answer
from rkci.quality.validate import validate

__all__ = ["box"]

BINJAI, OTHER = "1276", "1101"
FILE = "submissions/1276/a.xlsx"
CITIES = {(f"city {BINJAI}", "row"), (f"city {OTHER}", "row")}


@pytest.fixture
def counted(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> Connection:
    """Two cities with two answers each, all accepted; Binjai's file came twice and has an innovation."""
    cities = {city.city_code: City(city.city_code, city.city_name, city.province) for city in city_register.cities()}
    for code, innovations in ((BINJAI, [Innovation("e-dokter")]), (OTHER, [])):
        workbook.write(
            tmp_path / "made.xlsx", cycle=cycle, framework=framework, city=cities[code], innovations=innovations,
            answers={"plan": Answer("Ya"), "integration": Answer(3)},
        )  # fmt: skip
        deliver(box, f"{code}/a.xlsx", (tmp_path / "made.xlsx").read_bytes())
    deliver(box, f"{BINJAI}/b.xlsx", (box / f"2017/submissions/{BINJAI}/a.xlsx").read_bytes(), day=21)
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    submissions.stage(opened, 2017)
    opened.commit()
    for suite in submissions.SUITES:
        validate(database, suite, 2017)
    submissions.accept(opened, 2017)
    ledger = "select city_code, layer, received, accepted, superseded from quality.ledger order by 1, 2"
    assert rows(opened, ledger) == [
        (OTHER, "file", 1, 1, 0), (OTHER, "row", 2, 2, 0),
        (BINJAI, "file", 2, 1, 1), (BINJAI, "innovation", 1, 1, 0), (BINJAI, "row", 2, 2, 0),
    ]  # fmt: skip
    return opened


OF_BINJAI = f"file_hash = (select file_hash from core.submission where city_code = '{BINJAI}')"


@pytest.mark.parametrize(
    ("harm", "found", "words"),
    [
        (f"delete from raw.file_reading where {OF_BINJAI}", {(FILE, "row")}, "was not read"),
        ("delete from quality.ledger where layer = 'innovation'", {(FILE, "innovation")}, "no entry"),
        (
            "update quality.ledger set received = 2, accepted = 2 where layer = 'innovation'",
            {(FILE, "innovation")},
            "raw holds 1:",
        ),
        (
            f"update quality.ledger set accepted_with_warning = 3 where layer = 'row' and {OF_BINJAI}",
            {(FILE, "row")},
            "3 of them have a warning",
        ),
        (
            f"update quality.ledger set accepted_with_warning = -1 where layer = 'row' and {OF_BINJAI}",
            {(FILE, "row")},
            "-1 of them have a warning",
        ),
        (
            f"update quality.ledger set superseded = 1 where layer = 'row' and {OF_BINJAI}",
            {(FILE, "row")},
            "received is not accepted",
        ),
        # per city: an answer credited to another city leaves the sums of the run as they are
        (
            f"update quality.ledger set city_code = '{OTHER}' where layer = 'row' and {OF_BINJAI}",
            CITIES,
            "accepted answers",
        ),
        # per run: an answer that core lost or invented is missing in the sum of the run, and in its city's
        (
            f"delete from core.indicator_value where city_code = '{BINJAI}' and indicator_code = 'plan'",
            {(f"city {BINJAI}", "row"), ("the whole run", "row")},
            "accepted answers",
        ),
        (
            "delete from quality.ledger where dataset = 'submissions'",
            {(f"submissions/{OTHER}/a.xlsx", layer) for layer in ("file", "row")}
            | {(FILE, layer) for layer in ("file", "row", "innovation")}
            | CITIES
            | {("the whole run", "row")},
            "",
        ),
    ],
)
def test_what_does_not_add_up_is_found_and_nothing_beside_it(
    counted: Connection, harm: str, found: set[tuple[str, str]], words: str
) -> None:
    with counted.cursor() as cursor:
        cursor.execute(harm)
        assert cursor.rowcount > 0
    problems = sql_files.query(counted, "checks/ledger_adds_up.sql", CYCLE)
    assert {(row["file_name"], row["layer"]) for row in problems} == found
    assert all(words in row["problem"] for row in problems)
    with pytest.raises(ingest.LedgerError):
        ingest.check_ledger(counted, 2017, "submissions")


@pytest.mark.parametrize(
    "near_miss",
    [
        # not read, but no file of a city
        "insert into raw.file values (2017, 'x', 'assessments', 'assessments/A01.csv', null, 1, '2017-06-12')",
        # received again, but in another cycle
        "insert into raw.receipt (cycle_year, dataset, file_name, size_bytes, received_at, sent_at, file_hash)"
        " select 2018, dataset, file_name, size_bytes, received_at, sent_at, file_hash from raw.receipt",
        # every answer that was accepted has a warning, and no more
        "update quality.ledger set accepted_with_warning = accepted",
        # rejected in place of superseded: the sum of the file is the same
        "update quality.ledger set rejected = superseded, superseded = rejected where layer = 'file'",
        # the file is another city's, its answers are not
        f"update quality.ledger set city_code = '{OTHER}' where layer = 'file'",
        # a value that no city submitted
        "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin, value, status, year,"
        f" is_simulated, file_hash) values (2017, '{BINJAI}', 'plan', 'assessed', 3, 'reported', 2017, false, 'x')",
    ],
)
def test_what_is_nearly_wrong_is_left_alone(counted: Connection, near_miss: str) -> None:
    with counted.cursor() as cursor:
        cursor.execute(near_miss)
        assert cursor.rowcount > 0
    assert sql_files.query(counted, "checks/ledger_adds_up.sql", CYCLE) == []
