"""A file that was refused, a decision of a person, and the next run that honours it; nothing is taken by likeness."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import connection as Connection
from typer.testing import CliRunner

from rkci.city_register import City
from rkci.cli import app as commands
from rkci.cycles import Cycle
from rkci.database import connection as connections
from rkci.framework import Framework
from rkci.intake import extensions, inbox, proposals, submissions, workbook
from rkci.intake.workbook import Answer
from rkci.quality.validate import validate
from rkci.refusal import Refusal

Deliver = Callable[[str, str], None]
BY = {"by": "Sari", "reason": "ditelepon 20 Juni"}


@pytest.fixture
def deliver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cycle: Cycle, framework: Framework) -> Deliver:
    """Puts a workbook of Binjai with the name written so into Binjai's folder, delivered on that day."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))

    def put(name: str, day: str) -> None:
        path = tmp_path / "inbox" / "2017" / "submissions" / "1276" / "a.xlsx"
        path.parent.mkdir(parents=True)
        answers = {"plan": Answer("Ya")}
        workbook.write(path, cycle=cycle, framework=framework, city=City("1276", name, "Aceh"), answers=answers)
        at = datetime.fromisoformat(f"{day}T10:00:00+07:00").timestamp()
        os.utime(path, (at, at))

    return put


def run(url: str, connection: Connection) -> None:
    """submissions_ingest, task by task, as it is when there is something to judge."""
    inbox.receive(connection, 2017)
    assert inbox.needs_judging(connection, 2017)
    for batch in inbox.batches(inbox.unread(connection, 2017)):
        inbox.read_files(connection, 2017, batch)
    submissions.stage(connection, 2017)
    proposals.propose(connection, 2017)
    connection.commit()
    for suite in submissions.SUITES:
        assert not validate(url, suite, 2017).is_stop
    submissions.accept(connection, 2017)
    connection.commit()
    assert not inbox.needs_judging(connection, 2017)
    connection.commit()


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


STATES = "select city_code, state, rule_id from core.submission"
VALUES = "select count(*) from core.indicator_value where city_code = '1276' and origin = 'submitted'"
PROPOSALS = "select city_code, round(score), state, decided_by from quality.city_proposal order by 1"


def test_a_misspelt_name_is_refused_and_proposed_and_counts_once_a_person_confirmed_it(
    deliver: Deliver, opened: Connection, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver("Kota Binjei", "2017-05-20")
    run(database, opened)
    assert rows(opened, STATES) == [("1276", "rejected", "submission.city_name_known")]
    assert rows(opened, PROPOSALS) == [("1276", 83, "proposed", None)]
    assert rows(opened, VALUES) == [(0,)]

    ((file_hash,),) = rows(opened, "select file_hash from raw.file")
    opened.commit()
    monkeypatch.setattr(connections, "writer_url", lambda: database)
    told = CliRunner().invoke(
        commands,
        [
            "confirm-city",
            "--cycle",
            "2017",
            "--file",
            file_hash,
            "--city",
            "1276",
            "--by",
            "Sari",
            "--reason",
            "ditelepon",
        ],
    )
    assert told.exit_code == 0, told.output
    assert "submissions/1276/a.xlsx is from 1276, confirmed by Sari" in told.output
    run(database, opened)
    assert rows(opened, STATES) == [("1276", "accepted", None)]
    assert rows(opened, VALUES) == [(1,)]
    assert rows(opened, PROPOSALS) == [("1276", 83, "confirmed", "Sari")]
    assert rows(opened, "select kind, outcome, decided_by, reason from ops.decision") == [
        ("city_of_file", "1276", "Sari", "ditelepon")
    ]


def test_a_file_of_a_known_city_is_not_proposed_and_cannot_be_given_to_another(
    deliver: Deliver, opened: Connection, database: str
) -> None:
    deliver("BINJAI, Kota", "2017-05-20")
    run(database, opened)
    assert rows(opened, STATES) == [("1276", "accepted", None)]
    assert rows(opened, PROPOSALS) == []
    ((file_hash,),) = rows(opened, "select file_hash from raw.file")
    with pytest.raises(Refusal, match="None does: every file that can be read has one"):
        proposals.confirm(opened, 2017, file_hash, "1101", **BY)


def test_a_decision_without_a_city_of_the_cycle_or_words_is_refused_and_the_files_that_wait_are_listed(
    deliver: Deliver, opened: Connection, database: str
) -> None:
    deliver("Kab. Binjai", "2017-05-20")
    run(database, opened)
    assert rows(opened, PROPOSALS) == []  # a regency's file is nobody's to propose
    ((file_hash,),) = rows(opened, "select file_hash from raw.file")
    with pytest.raises(Refusal, match="'3171' is the BPS code of no city of cycle 2017"):
        proposals.confirm(opened, 2017, file_hash, "3171", **BY)
    with pytest.raises(Refusal, match="--reason is empty"):
        proposals.confirm(opened, 2017, file_hash, "1276", by="Sari", reason=" ")
    with pytest.raises(Refusal, match=f"{file_hash} submissions/1276/a.xlsx: code 1276, name Kab. Binjai"):
        proposals.confirm(opened, 2017, "abc", "1276", **BY)


def test_a_confirmed_city_declines_the_others_and_may_be_corrected(
    deliver: Deliver, opened: Connection, database: str
) -> None:
    deliver("Kota Bbaj", "2017-05-20")  # near to several of the made-up cities
    run(database, opened)
    found = [row[0] for row in rows(opened, PROPOSALS)]
    assert len(found) == 3
    ((file_hash,),) = rows(opened, "select file_hash from raw.file")
    proposals.confirm(opened, 2017, file_hash, found[0], **BY)
    proposals.confirm(opened, 2017, file_hash, "1276", **BY)
    states = {row[0]: row[2] for row in rows(opened, PROPOSALS)}
    assert states == {**dict.fromkeys(found, "declined"), "1276": "confirmed"}


def test_a_late_file_is_kept_and_counts_once_an_extension_is_recorded(
    deliver: Deliver, opened: Connection, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver("Kota Binjai", "2017-06-10")
    run(database, opened)
    assert rows(opened, STATES) == [("1276", "rejected", "submission.in_time")]
    opened.commit()
    monkeypatch.setattr(connections, "writer_url", lambda: database)
    asked = [
        "extend",
        "--cycle",
        "2017",
        "--city",
        "1276",
        "--until",
        "2017-06-12",
        "--reason",
        "banjir",
        "--by",
        "Sari",
    ]
    told = CliRunner().invoke(commands, asked)
    assert told.exit_code == 0, told.output
    assert "2017-06-07 00:00 -> 2017-06-12 00:00 WIB, granted by Sari" in told.output
    assert inbox.not_judged(opened, 2017) == ["submissions"], "until it is honoured, nothing is released"
    run(database, opened)
    assert rows(opened, STATES) == [("1276", "accepted", None)]
    assert rows(opened, VALUES) == [(1,)]


def test_an_extension_that_extends_nothing_is_refused(opened: Connection) -> None:
    until = datetime.fromisoformat("2017-06-07T00:00+07:00")
    with pytest.raises(Refusal, match="would extend nothing"):
        extensions.extend(opened, 2017, "1276", until, **BY)
    assert rows(opened, "select * from ops.submission_extension") == []


def test_identical_bytes_under_another_name_change_nothing(
    deliver: Deliver, opened: Connection, database: str, tmp_path: Path
) -> None:
    deliver("Kota Binjai", "2017-05-20")
    run(database, opened)
    before = rows(opened, "select city_code, indicator_code, value, file_hash from core.indicator_value")
    first = tmp_path / "inbox" / "2017" / "submissions" / "1276" / "a.xlsx"
    (again := first.with_name("b.xlsx")).write_bytes(first.read_bytes())
    os.utime(again, (first.stat().st_mtime + 60, first.stat().st_mtime + 60))
    run(database, opened)
    assert rows(opened, "select city_code, indicator_code, value, file_hash from core.indicator_value") == before
    assert rows(opened, "select received, accepted, superseded from quality.ledger where layer = 'file'") == [(2, 1, 1)]
