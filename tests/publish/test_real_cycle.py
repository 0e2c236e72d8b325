"""A cycle that is not a demo: nothing in it is made up, and nobody who is made up decides in it."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import cycles, framework, paths, reference, simulate
from rkci.cycles import Cycle, CycleError
from rkci.cycles.model import STEPS
from rkci.cycles.opening import open_cycle
from rkci.objections import decisions
from rkci.ops import demo, due
from rkci.publish import release
from rkci.simulate import objections, survey, visits
from rkci.visits import shortlist

REAL = ("demo: true\n", "")
NAMED = r"Cycle 2017 \(Smart City Rating of Indonesia 2017\) is not a demo"


@pytest.fixture
def real(rewrite_calendar: Callable[..., Path]) -> Cycle:
    rewrite_calendar(REAL)
    return cycles.load(2017)


@pytest.fixture
def opened(connection: Connection, real: Cycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connection:
    key = tmp_path / "signing.key"
    key.write_bytes(b"k" * 40)
    monkeypatch.setenv("RKCI_SIGNING_KEY", str(key))
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, real.cycle_year)
    return connection


def test_no_simulator_writes_anything_for_it(connection: Connection, real: Cycle, tmp_path: Path) -> None:
    box, primary = tmp_path / "box", framework.load("rkci-2017")
    for write in (
        lambda: simulate.inbox(real, primary, box, seed=1),
        lambda: survey.write(real, primary, box, 1),
        lambda: visits.write(real, primary, connection, box, 1),
        lambda: objections.write(real, connection, box, 1),
    ):
        with pytest.raises(CycleError, match=NAMED):
            write()
    assert not box.exists()


@pytest.mark.parametrize("name", ["demo_approver", " Demo_Approver ", "Pemutus 1 (simulasi)"])
def test_no_one_who_is_made_up_decides_in_it(opened: Connection, name: str) -> None:
    words = {"outcome": "Approve", "decided_by": name, "reason": "because"}
    with pytest.raises(CycleError, match=r"Cycle 2017 is not a demo: .* is made up and decides nothing"):
        release.decide(opened, 2017, {}, **words)
    with pytest.raises(CycleError, match="is made up and decides nothing"):
        shortlist.exclude(opened, 2017, "1276", reason="because", by=name)
    with pytest.raises(CycleError, match="is made up and decides nothing"):
        decisions.decide(opened, 2017, 1, outcome="rejected", reason="because", by="Sari", second=name)
    with pytest.raises(CycleError, match=NAMED):
        objections.decide(opened, 2017)
    assert release.decide(opened, 2017, {}, **words | {"decided_by": "Sari"}) == "Approve"


@pytest.mark.parametrize(
    ("now", "is_open", "expected"),
    [
        ("2017-05-01T00:00", False, []),
        ("2017-05-04T09:00", False, ["reference_load", "cycle_open"]),
        ("2017-05-04T09:00", True, []),
        ("2017-05-20T00:00", False, ["reference_load", "cycle_open", "submissions_ingest"]),
        ("2017-05-20T00:00", True, ["submissions_ingest"]),
        ("2017-06-30T00:00", True, ["assessments_ingest"]),
        ("2017-07-03T20:00", True, ["nominees_shortlist"]),
        ("2017-07-20T00:00", True, ["survey_ingest", "visits_ingest"]),
        ("2017-11-20T00:00", True, ["objections_ingest"]),  # the last run, when it closes
        ("2017-12-11T10:00", True, ["ratings_publish"]),
        ("2018-01-01T00:00", True, []),
        ("2018-01-01T00:00", False, []),
    ],
)
def test_what_its_calendar_has_on_a_day_is_due_and_no_more(
    real: Cycle, now: str, is_open: bool, expected: list[str]
) -> None:
    instant = datetime.fromisoformat(now).replace(tzinfo=real.zone)
    assert due.due_dags(real, instant, is_open=is_open) == expected


def test_run_says_when_nothing_is_due_and_makes_nothing_up(
    real: Cycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setattr(demo.stack, "up", lambda: pytest.fail("Airflow is started for nothing"))
    demo.run_due(real, is_open=True)
    told = capsys.readouterr().out
    assert "no demo: nothing is simulated, and nothing is approved for a person. Nothing of it is due on" in told
    assert "its calendar is over" in told
    assert not (tmp_path / "inbox").exists()


def test_each_phase_schedules_just_the_dag_that_is_run_when_it_is_due() -> None:
    scheduled = {
        code: file.stem
        for file in paths.DAGS.glob("*.py")
        for listed in re.findall(r"CyclePhaseTimetable\(([^)]*?)(?:, every|\))", file.read_text(encoding="utf-8"))
        for code in re.findall(r'"(\w+)"', listed)
    }
    assert scheduled == due.OF_PHASE
    assert set(due.OF_PHASE) == {code for step in STEPS for code in step}
