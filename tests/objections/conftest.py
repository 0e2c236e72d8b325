"""Cycle 2017 open and scored on the real register and statistics, and an inbox for what cities object to."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from objected import BINJAI, HEADER, deliver
from psycopg2.extensions import connection as Connection

from rkci import reference
from rkci.cycles.opening import open_cycle
from rkci.intake.lists import ListIngest
from rkci.objections.ingest import OBJECTIONS
from rkci.scoring.run import score_cycle


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of objections in an inbox of the test's own."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path / "build"))
    folder = tmp_path / "inbox" / "2017" / "objections"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def opened(connection: Connection) -> Connection:
    """Cycle 2017, in which every city reports enough to have a place."""
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin, value, status, year,"
            " is_simulated, file_hash)"
            " select cycle_year, city_code, indicator_code, 'submitted',"
            " case value_kind when 'percent' then 50 else 1 end, 'reported', 2017, true, 'made'"
            " from core.cycle_city join core.cycle_indicator using (cycle_year)"
            " where source = 'submitted' and value_kind in ('percent', 'boolean', 'maturity')"
        )
    connection.commit()
    return connection


@pytest.fixture
def give(box: Path) -> Callable[..., Path]:
    """Delivers rows as a CSV file of a city's folder, `day` days after 8 November."""

    def given(name: str, *rows: dict[str, object], day: int = 0, city: str = BINJAI) -> Path:
        lines = io.StringIO()
        table = csv.DictWriter(lines, HEADER)
        table.writeheader()
        table.writerows(rows)
        return deliver(box / city / name, lines.getvalue().encode(), day)

    return given


@pytest.fixture
def take_in(opened: Connection, take_in_list: Callable[[ListIngest, Connection], bool]) -> Callable[[], bool]:
    """The whole of objections_ingest, task by task; returns whether there was anything to do."""
    return lambda: take_in_list(OBJECTIONS, opened)


@pytest.fixture
def scored(opened: Connection) -> Callable[[], int]:
    """Scores the primary framework again; gives the run_id."""

    def scored_anew() -> int:
        run_id = score_cycle(opened, 2017, "rkci-2017")
        opened.commit()
        return run_id

    return scored_anew
