"""The demo cycle on official statistics, the small world, and commands run on the database of the test."""

from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from small_world import Rkci, World
from typer.testing import CliRunner

from rkci import paths, reference
from rkci.cli import app
from rkci.cycles.opening import open_cycle
from rkci.scoring.run import frameworks_of, score_cycle


@pytest.fixture
def demo(connection: Connection) -> Connection:
    """The real register and statistics, cycle 2017 open and scored, nothing published."""
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    for framework_id in frameworks_of(connection, 2017):
        score_cycle(connection, 2017, framework_id)
    return connection


@pytest.fixture
def rkci(database: str, writer_url: str, monkeypatch: pytest.MonkeyPatch) -> Rkci:
    """Runs a command on this test's database, which must be committed."""
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", writer_url)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def world(connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The small world with framework `tiny`."""
    folder = tmp_path / "frameworks"
    folder.mkdir()
    monkeypatch.setattr(paths, "FRAMEWORKS", folder)
    made = World(connection, folder)
    made.framework("tiny")
    return made
