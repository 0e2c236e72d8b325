"""The year as a schedule, on a calendar of the test's own."""

from datetime import timedelta
from pathlib import Path

import pendulum
import pytest
from airflow.timetables.base import DagRunInfo, TimeRestriction

from rkci import paths
from rkci.orchestration.timetable import CyclePhaseTimetable

CALENDAR = """
cycle_year: {year}
title_id: Siklus {year}
title_en: Cycle {year}
timezone: Asia/Jakarta
frameworks: [f{year}]
population: {{year: {year}}}
classes: [{{code: semua}}]
shortlist: {{per_class: 10}}
phases:
  cycle_open: {{opens: "{year}-05-04T09:00"}}
  submission: {{opens: "{year}-05-15T00:00", closes: "{year}-05-15T01:00"}}
"""
ANY = TimeRestriction(earliest=None, latest=None, catchup=True)


@pytest.fixture(autouse=True)
def two_cycles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in (2017, 2019):
        folder = tmp_path / f"f{year}"
        folder.mkdir()
        (folder / "cycle.yaml").write_text(CALENDAR.format(year=year))
    monkeypatch.setattr(paths, "FRAMEWORKS", tmp_path)


def runs(timetable: CyclePhaseTimetable, restriction: TimeRestriction = ANY) -> list[DagRunInfo]:
    found: list[DagRunInfo] = []
    while len(found) < 50:
        info = timetable.next_dagrun_info_v2(last_dagrun_info=found[-1] if found else None, restriction=restriction)
        if info is None:
            break
        found.append(info)
    return found


def test_a_phase_runs_once_a_cycle_when_it_opens_in_jakarta() -> None:
    found = runs(CyclePhaseTimetable("cycle_open"))
    assert [(info.run_after.isoformat(), info.partition_key) for info in found] == [
        ("2017-05-04T02:00:00+00:00", "2017"),
        ("2019-05-04T02:00:00+00:00", "2019"),
    ]


def test_a_window_runs_at_its_opening_every_quarter_and_when_it_closes() -> None:
    found = runs(CyclePhaseTimetable("submission", every=timedelta(minutes=15)))
    times = [info.run_after.in_timezone("Asia/Jakarta").format("YYYY HH:mm") for info in found]
    quarters = ("00:00", "00:15", "00:30", "00:45", "01:00")
    assert times == [f"{year} {quarter}" for year in (2017, 2019) for quarter in quarters]


def test_one_dag_may_run_in_several_phases(tmp_path: Path) -> None:
    file = tmp_path / "f2019" / "cycle.yaml"
    file.write_text(file.read_text() + '  clarification: {opens: "2019-05-15T01:00", closes: "2019-05-15T01:15"}\n')
    found = runs(CyclePhaseTimetable("submission", "clarification", every=timedelta(minutes=15)))
    times = [
        info.run_after.in_timezone("Asia/Jakarta").format("HH:mm") for info in found if info.partition_key == "2019"
    ]
    assert times == ["00:00", "00:15", "00:30", "00:45", "01:00", "01:15"]


def test_a_phase_that_no_cycle_declares_has_no_run() -> None:
    assert runs(CyclePhaseTimetable("jury")) == []


def test_without_catch_up_what_is_long_past_does_not_run() -> None:
    restriction = TimeRestriction(earliest=None, latest=None, catchup=False)
    assert runs(CyclePhaseTimetable("cycle_open"), restriction) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2019-05-04T02:05:00", ["2019"]),  # the scheduler was busy at the opening itself
        ("2019-05-03T00:00:00", ["2019"]),
        ("2019-05-06T00:00:00", []),
        ("2017-01-01T00:00:00", ["2017", "2019"]),
    ],
)
def test_without_catch_up_an_opening_stays_due_for_a_day(
    monkeypatch: pytest.MonkeyPatch, now: str, expected: list[str]
) -> None:
    monkeypatch.setattr(pendulum, "now", lambda zone: pendulum.parse(now))
    found = runs(CyclePhaseTimetable("cycle_open"), TimeRestriction(earliest=None, latest=None, catchup=False))
    assert [info.partition_key for info in found] == expected


def test_in_the_middle_of_a_window_the_next_quarter_is_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pendulum, "now", lambda zone: pendulum.datetime(2019, 5, 14, 17, 20))
    found = runs(
        CyclePhaseTimetable("submission", every=timedelta(minutes=15)),
        TimeRestriction(earliest=None, latest=None, catchup=False),
    )
    assert [info.run_after.format("HH:mm") for info in found] == ["17:15", "17:30", "17:45", "18:00"]


def test_runs_stay_within_the_restriction() -> None:
    restriction = TimeRestriction(pendulum.datetime(2018, 1, 1), pendulum.datetime(2018, 12, 31), catchup=True)
    assert runs(CyclePhaseTimetable("cycle_open"), restriction) == []


def test_a_backfill_takes_the_cycles_whose_phase_opens_between_its_dates() -> None:
    found = CyclePhaseTimetable("submission", every=timedelta(minutes=15)).iter_partition_dagrun_infos(
        earliest=pendulum.datetime(2017, 1, 1), latest=pendulum.datetime(2017, 12, 31)
    )
    assert [info.partition_key for info in found] == ["2017"]


def test_it_survives_serialisation() -> None:
    for given in (CyclePhaseTimetable("release"), CyclePhaseTimetable("submission", every=timedelta(minutes=15))):
        back = CyclePhaseTimetable.deserialize(given.serialize())
        assert (back.phases, back.every, back.summary) == (given.phases, given.every, given.summary)
    assert CyclePhaseTimetable.deserialize({"phase": "release", "every": None}).phases == ("release",)


def test_a_file_that_does_not_hold_stops_no_other_cycle_and_is_named_beside_the_schedule(tmp_path: Path) -> None:
    file = tmp_path / "f2019" / "cycle.yaml"
    file.write_text(file.read_text().replace("2019-05-15T01:00", "2019-05-14T01:00"))
    timetable = CyclePhaseTimetable("cycle_open")
    assert [info.partition_key for info in runs(timetable)] == ["2017"]
    assert "f2019/cycle.yaml: phases: phase submission closes before it opens" in timetable.description
    assert timetable.summary == "phase cycle_open (a cycle.yaml is not valid)"


def test_runs_follow_the_time_zone_that_each_cycle_names(tmp_path: Path) -> None:
    file = tmp_path / "f2019" / "cycle.yaml"
    file.write_text(file.read_text().replace("Asia/Jakarta", "Asia/Jayapura"))
    found = runs(CyclePhaseTimetable("cycle_open"))
    assert [info.run_after.isoformat() for info in found] == ["2017-05-04T02:00:00+00:00", "2019-05-04T00:00:00+00:00"]
