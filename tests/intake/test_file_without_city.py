"""A file of no known city is an open question, listed with its age until a person or a newer file answers it."""

import io
from pathlib import Path

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection
from test_inbox import box, deliver, intake, made, rows
from typer.testing import CliRunner

from rkci.cli import app as commands
from rkci.cycles import Cycle
from rkci.database import connection as connections
from rkci.framework import Framework
from rkci.intake import proposals
from rkci.intake.workbook import Answer

__all__ = ["box"]

STATES = "select file_name, state, confirmed_city_code, closed_by_file_name from quality.file_without_city order by 1"
FIRST, SECOND = "submissions/binjai.xlsx", "submissions/surat.xlsx"


@pytest.fixture
def content(tmp_path: Path, cycle: Cycle, framework: Framework) -> bytes:
    """A sound workbook of Binjai."""
    return made(tmp_path, cycle, framework, plan=Answer("Ya"))


def misspelt(content: bytes) -> bytes:
    """The workbook with the name of no city and without the code."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for (cell,) in book["Identitas"]["B1:B20"]:
        if cell.value in ("1276", "Kota Binjai"):
            cell.value = None if cell.value == "1276" else "Kota Binjei"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_file_of_no_city_is_an_open_question_until_a_person_or_a_newer_file_answers_it(
    box: Path, opened: Connection, database: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(box, "binjai.xlsx", misspelt(content), day=18)
    deliver(box, "surat.xlsx", b"Yth. Tim RKCI", day=17)
    deliver(box, "1101/lain.xlsx", b"Yth. Sekretariat", day=17)
    intake(database, opened)
    assert rows(opened, STATES) == [(FIRST, "open", None, None), (SECOND, "open", None, None)]
    assert rows(opened, "select distinct city_code from quality.ticket") == [("1101",)]

    # as the secretariat sees it, the oldest first
    monkeypatch.setattr(connections, "writer_url", lambda: database)
    opened.commit()
    told = CliRunner().invoke(commands, ["intake-status", "--cycle", "2017"], env={"COLUMNS": "400"})
    assert told.exit_code == 0, told.output
    listed = told.output[told.output.index("quality.file_without_city: 2 of 2") :]
    assert listed.index("surat.xlsx") < listed.index("binjai.xlsx")
    assert "2017-05-19" in listed

    # a newer file of the same name closes one; one of another name would not
    deliver(box, "1276/surat.xlsx", content, day=19)
    intake(database, opened)
    assert rows(opened, STATES) == [
        (FIRST, "open", None, None),
        (SECOND, "closed", None, "submissions/1276/surat.xlsx"),
    ]

    # a person answers the other; the next run attributes it, and it is a question no more
    ((file_hash,),) = rows(opened, f"select file_hash from raw.file where file_name = '{FIRST}'")
    proposals.confirm(opened, 2017, file_hash, "1276", by="Sari", reason="ditelepon")
    assert rows(opened, STATES)[0] == (FIRST, "answered", "1276", None)
    opened.commit()
    intake(database, opened)
    assert [name for name, *_ in rows(opened, STATES)] == [SECOND]


def test_an_older_file_of_the_same_name_closes_nothing(
    box: Path, opened: Connection, database: str, content: bytes
) -> None:
    deliver(box, "1276/surat.xlsx", content, day=16)
    deliver(box, "surat.xlsx", b"Yth. Tim RKCI", day=17)
    intake(database, opened)
    assert rows(opened, STATES) == [(SECOND, "open", None, None)]
