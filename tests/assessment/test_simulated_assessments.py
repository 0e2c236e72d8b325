"""The simulated inbox of cycle 2017 goes the whole way: submissions, assessments, states, agreement, score."""

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from assessed import LEDGER, REFUSED, rows
from psycopg2.extensions import connection as Connection

from rkci import cycles, framework, reference, simulate
from rkci.assessment import agreement, register
from rkci.assessment.reading import read
from rkci.cycles.opening import open_cycle
from rkci.intake import inbox, submissions
from rkci.quality.validate import validate


@pytest.fixture
def opened(connection: Connection) -> Connection:
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    connection.commit()
    return connection


def fill(out: Path) -> Path:
    cycle = cycles.load(2017)
    return simulate.inbox(cycle, framework.load(cycle.primary_framework), out, seed=2017).folder


def test_the_same_seed_gives_the_same_bytes_and_every_row_says_that_it_is_simulated(tmp_path: Path) -> None:
    def prints(folder: Path) -> dict[str, tuple[str, float]]:
        return {
            path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime)
            for path in [*(folder / "assessments").iterdir(), folder / "simulated" / "assessors.csv"]
            if path.parent.name == "assessments"
        }

    first = fill(tmp_path / "a")
    assert prints(first) == prints(fill(tmp_path / "b"))
    for path in (first / "assessments").iterdir():
        if path.name.endswith("_surat.xlsx"):
            assert "SIMULATED" in path.read_text()
            continue
        found, received = read(path.read_bytes(), path.name)
        assert received == len(found) > 0
        assert all(row.written["origin"] == "SIMULASI / SIMULATED" for row in found)


def test_the_simulated_readings_are_settled_but_for_two_and_refused_but_for_the_planted(
    box: Path, opened: Connection, database: str, take_in: Callable[[], bool]
) -> None:
    folder = fill(box.parents[1])
    inbox.read_files(opened, 2017, inbox.receive(opened, 2017))
    submissions.stage(opened, 2017)
    opened.commit()
    for suite in ("submission", "submission_value", "innovation"):
        assert not validate(database, suite, 2017).is_stop
    submissions.accept(opened, 2017)
    register.load(opened, 2017, folder / "simulated" / "assessors.csv")
    opened.commit()
    take_in()

    with (folder / "simulated" / "faults.csv").open() as lines:
        planted = [fault for fault in csv.DictReader(lines) if fault["file"].startswith("assessments/")]
    refused = [fault["expected_rule"] for fault in planted if fault["expected_state"] == "rejected"]
    assert sorted([*refused, "assessment.once_per_file"]) == [rule for _, rule, _ in rows(opened, REFUSED)]
    states = {one["state"]: one["answers"] for one in agreement.states(opened, 2017)}
    assert states.keys() == {"agreed", "settled", "third_needed"}
    assert states["third_needed"] == 2
    assert states["settled"] >= 5
    ((_, received, accepted, rejected, superseded),) = [one for one in rows(opened, LEDGER) if one[0] == "row"]
    assert (received, rejected, superseded) == (accepted + 14, 13, 1)
    ((pairs, kappa),) = rows(
        opened, "select pairs, weighted_kappa from quality.assessor_agreement where indicator_code = 'all'"
    )
    assert pairs == sum(states.values())
    assert 0.6 < kappa < 0.95
    assert rows(
        opened,
        "select count(distinct city_code), bool_and(is_simulated) from core.indicator_value where origin = 'assessed'",
    ) == [(36, True)]
    assert rows(
        opened,
        "select count(*) from quality.assessment_state where city_code = '1276'"
        " and assessed_level is distinct from claimed_level",
    ) == [(0,)]
