"""Cycle 2017 open on the real register, with assessors registered, and an inbox for what they give."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from assessed import BINJAI, HEADER, OTHER, QUESTION, claim, deliver
from psycopg2.extensions import connection as Connection

from rkci import reference
from rkci.assessment import register
from rkci.assessment.ingest import ASSESSMENTS
from rkci.cycles.opening import open_cycle
from rkci.intake.lists import ListIngest


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of assessments in an inbox of the test's own."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    folder = tmp_path / "inbox" / "2017" / "assessments"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def opened(connection: Connection, tmp_path: Path) -> Connection:
    """Cycle 2017, in which Binjai claims level 4 for two questions and assessor A03 may not read Binjai."""
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    claim(connection, BINJAI, QUESTION, 4)
    claim(connection, BINJAI, OTHER, 4)
    file = tmp_path / "assessors.csv"
    file.write_text(
        "assessor,name,conflict_city_code,conflict_reason\n"
        "A01,Ani,,\nA02,Budi,,\nA03,Citra,1276,Bekerja di Bappeda Binjai sampai 2016\nA04,Dewi,,\n"
    )
    register.load(connection, 2017, file)
    connection.commit()
    return connection


@pytest.fixture
def give(box: Path) -> Callable[..., Path]:
    """Delivers rows as a CSV file of the inbox, `day` days after the assessment opened."""

    def given(name: str, *rows: dict[str, object], day: int = 0) -> Path:
        lines = io.StringIO()
        table = csv.DictWriter(lines, HEADER)
        table.writeheader()
        table.writerows(rows)
        return deliver(box / name, lines.getvalue().encode(), day)

    return given


@pytest.fixture
def take_in(opened: Connection, take_in_list: Callable[[ListIngest, Connection], bool]) -> Callable[[], bool]:
    """The whole of assessments_ingest, task by task; returns whether there was anything to judge."""
    return lambda: take_in_list(ASSESSMENTS, opened)
