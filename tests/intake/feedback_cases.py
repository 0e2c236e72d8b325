"""What the tests of feedback and tickets share: a delivery by Binjai, judged by the whole of submissions_ingest."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import inbox, submissions, workbook
from rkci.intake.workbook import Answer
from rkci.quality.validate import validate

BINJAI = City("1276", "Kota Binjai", "Aceh")


ANSWERS: dict[str, str | float] = {
    "market_pct": 40, "startups": 20, "plan": "Ya", "integration": 3, "budget_pct": 2, "complaint_days": 5,
}  # fmt: skip


def made(folder: Path, cycle: Cycle, framework: Framework, **answers: Answer) -> bytes:
    """A workbook of Binjai that is in order, but for `answers`."""
    path = folder / "made.xlsx"
    sound = {code: Answer(value, 2016, "Dinas", f"SK {code}") for code, value in ANSWERS.items()}
    workbook.write(path, cycle=cycle, framework=framework, city=BINJAI, answers=sound | answers)
    return path.read_bytes()


def deliver(box: Path, name: str, content: bytes, day: int = 20) -> None:
    path = box / "2017" / "submissions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    at = (datetime.fromisoformat("2017-05-01T10:00:00+07:00") + timedelta(days=day)).timestamp()
    os.utime(path, (at, at))


def ingest(url: str, connection: Connection) -> None:
    """submissions_ingest without its feedback, task by task."""
    for batch in inbox.batches(inbox.receive(connection, 2017)):
        inbox.read_files(connection, 2017, batch)
    submissions.stage(connection, 2017)
    connection.commit()
    for suite in submissions.SUITES:
        assert not validate(url, suite, 2017).is_stop
    submissions.accept(connection, 2017)
    connection.commit()


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
