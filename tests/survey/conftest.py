"""Cycle 2017 open on the real register, and an inbox for what citizens say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import reference
from rkci.cycles.opening import open_cycle
from rkci.database.connection import connect
from rkci.quality.validate import validate
from rkci.survey import ingest


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the survey in an inbox of the test's own."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    folder = tmp_path / "inbox" / "2017" / "survey"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def opened(connection: Connection) -> Connection:
    """Cycle 2017 on the real register."""
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    connection.commit()
    return connection


@pytest.fixture
def take_in(opened: Connection, writer_url: str) -> Callable[[], bool]:
    """The whole of survey_ingest up to the estimates, task by task, as the role that Dags have; returns whether there
    was anything to judge."""

    def taken() -> bool:
        with connect(writer_url) as writer:
            needs = ingest.receive(writer, 2017)
        with connect(writer_url) as writer:
            ingest.read_files(writer, 2017)
            ingest.stage(writer, 2017)
        for suite in ingest.SUITES:
            outcome = validate(writer_url, suite, 2017)
            assert not outcome.is_stop, str(outcome)
        with connect(writer_url) as writer:
            ingest.accept(writer, 2017)
        opened.commit()
        return needs

    return taken
