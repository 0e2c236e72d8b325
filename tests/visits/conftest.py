"""A cycle of few cities, scored by hand; then with nominees, assessors, claims and an inbox."""

import csv
import io
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from scored import SCORES, open_cycle, score

from rkci import framework as frameworks
from rkci.assessment import register
from rkci.intake.lists import ListIngest
from rkci.visits import shortlist
from rkci.visits.ingest import FINDINGS
from rkci.visits.reading import FORM


@pytest.fixture
def scored(connection: Connection) -> Connection:
    """Cycle 2017 with a run of thirteen cities of class sedang, 1101 first, and two of class kecil."""
    open_cycle(connection)
    score(connection, dict(SCORES))
    return connection


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cycle in an inbox of the test's own."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    folder = tmp_path / "inbox" / "2017"
    (folder / "visits").mkdir(parents=True)
    return folder


@pytest.fixture
def nominated(scored: Connection, tmp_path: Path) -> Connection:
    """Nominees are approved; A03 may not visit 1102; every city claims level 4 of every maturity question."""
    with scored.cursor() as cursor:
        for one in frameworks.load("rkci-2017").indicators:
            cursor.execute(
                "insert into core.cycle_indicator values (2017, %s, %s, %s, %s, %s, %s, %s, %s, true, null)",
                (
                    one.code, one.name_id, one.name_en, one.unit, one.source, one.value_kind, one.valid_min,
                    one.valid_max,
                ),
            )  # fmt: skip
        cursor.execute(
            "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin, value, status, year,"
            " is_simulated, file_hash) select 2017, city_code, indicator_code, 'submitted', 4, 'reported', 2017,"
            " false, 'claim' from core.city, core.cycle_indicator as i"
            " where value_kind = 'maturity' and i.source = 'submitted'"
        )
    proposal = shortlist.propose(scored, 2017)
    shortlist.decide(scored, 2017, proposal.content_hash, outcome="Approve", decided_by="Ani", reason="sesuai skor")
    file = tmp_path / "assessors.csv"
    file.write_text(
        "assessor,name,conflict_city_code,conflict_reason\n"
        "A01,Ani,,\nA02,Budi,,\nA03,Citra,1102,Bekerja di sana sampai 2016\nA04,Dewi,,\n"
    )
    register.load(scored, 2017, file)
    scored.commit()
    return scored


@pytest.fixture
def give(box: Path) -> Callable[..., Path]:
    """Delivers rows as a CSV file of a city's folder, `day` days after the visits opened."""

    def given(name: str, *rows: dict[str, object], day: int = 0) -> Path:
        lines = io.StringIO()
        table = csv.DictWriter(lines, list(FORM.columns)[:-1])
        table.writeheader()
        table.writerows(rows)
        return deliver(box / "visits" / name, lines.getvalue().encode(), day)

    return given


def deliver(path: Path, content: bytes, day: int = 0) -> Path:
    """Put a file into the inbox, `day` days after the visits opened."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    at = (datetime.fromisoformat("2017-07-17T10:00:00+07:00") + timedelta(days=day)).timestamp()
    os.utime(path, (at, at))
    return path


@pytest.fixture
def take_in(nominated: Connection, take_in_list: Callable[[ListIngest, Connection], bool]) -> Callable[[], bool]:
    """The whole of visits_ingest, task by task; returns whether there was anything to judge."""
    return lambda: take_in_list(FINDINGS, nominated)
