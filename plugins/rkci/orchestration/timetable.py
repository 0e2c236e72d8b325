"""The year as a schedule: runs at the phases that every cycle.yaml declares."""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pendulum
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction, Timetable
from pendulum import DateTime

from rkci import cycles
from rkci.cycles import Cycle, Phase

GRACE = timedelta(days=1)
"""Without catch-up, an opening that no run has answered is still due for this long (a scheduler may be down)."""


class CyclePhaseTimetable(Timetable):
    """One run when a phase opens, or a run every `every` while it is open; the cycle is the partition key.

    All cycles under include/frameworks are read, so that next year's runs appear when its cycle.yaml does; one that
    is not valid has no run, stops no other, and is named beside the schedule. A run knows its cycle by
    `dag_run.partition_key`. The files are read and not what was frozen, since the scheduler has no warehouse: a task of
    an open cycle whose file differs is refused (rkci.orchestration.context).

    :param phases: codes of phases in cycle.yaml, in their order; a phase that a cycle does not declare has no run.
    :param every: interval of runs within the window, from its opening to its closing, so that the last run sees what
        arrived last; none means one run at the opening.
    """

    partitioned = True
    run_ordering = ("partition_date", "run_after")

    def __init__(self, *phases: str, every: timedelta | None = None) -> None:
        self.phases = phases
        self.every = every
        rhythm = f"every {int(every.total_seconds() // 60)} minutes while it is open" if every else "when it opens"
        self.description = (
            f"Phase {self._names} of every cycle's calendar, {rhythm}, in the cycle's time zone. {_left_out()}"
        )

    @property
    def summary(self) -> str:
        """Short form for the UI."""
        every = f", every {int(self.every.total_seconds() // 60)} min" if self.every else ""
        return f"phase {self._names}{every}" + (" (a cycle.yaml is not valid)" if cycles.problems() else "")

    def serialize(self) -> dict[str, Any]:
        """As Airflow stores it with the Dag."""
        return {"phases": list(self.phases), "every": self.every.total_seconds() if self.every else None}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> "CyclePhaseTimetable":
        """Back from what `serialize` gave, also that of versions with one phase, until their Dags are read again."""
        phases = data["phases"] if "phases" in data else [data["phase"]]
        return cls(*phases, every=timedelta(seconds=data["every"]) if data["every"] else None)

    def infer_manual_data_interval(self, *, run_after: DateTime) -> DataInterval:
        """A manual run covers the instant at which it is triggered; its cycle is the param."""
        return DataInterval.exact(run_after)

    def next_dagrun_info_v2(
        self, *, last_dagrun_info: DagRunInfo | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """The first run after the last one, within the restriction; without catch-up none that is long past."""
        earliest = [restriction.earliest or pendulum.datetime(1, 1, 1)]
        if last_dagrun_info is not None:
            earliest.append(last_dagrun_info.run_after + timedelta(microseconds=1))
        if not restriction.catchup:
            earliest.append(pendulum.now("UTC") - (self.every or GRACE))
        for info in self._runs(max(earliest)):
            if restriction.latest is None or info.run_after <= restriction.latest:
                return info
        return None

    def next_dagrun_info(
        self, *, last_automated_data_interval: DataInterval | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """The same for callers that know a data interval."""
        last = last_automated_data_interval and DagRunInfo.exact(last_automated_data_interval.end)
        return self.next_dagrun_info_v2(last_dagrun_info=last, restriction=restriction)

    def iter_partition_dagrun_infos(self, *, earliest: datetime, latest: datetime) -> Iterator[DagRunInfo]:
        """For backfills: one run per cycle whose phase opens between the two instants (both included)."""
        for cycle, phase in self._windows():
            if earliest <= phase.opens <= latest:
                yield _run(_instant(phase), cycle)

    def _runs(self, earliest: DateTime) -> Iterator[DagRunInfo]:
        """Runs from `earliest` on, in order of time."""
        for cycle, phase in self._windows():
            instant = _instant(phase)
            if self.every is not None and instant < earliest:
                waited = (earliest - instant).total_seconds() / self.every.total_seconds()
                instant += self.every * math.ceil(waited)
            while instant >= earliest and (phase.closes is None or instant <= phase.closes):
                yield _run(instant, cycle)
                if self.every is None:
                    break
                instant += self.every

    def _windows(self) -> list[tuple[Cycle, Phase]]:
        """The phases of all cycles, in the order in which they open."""
        found = [
            (cycle, cycle.phases[code]) for cycle in cycles.all_cycles() for code in self.phases if code in cycle.phases
        ]
        return sorted(found, key=lambda window: window[1].opens)

    @property
    def _names(self) -> str:
        return " and ".join(self.phases)


def _instant(phase: Phase) -> DateTime:
    return pendulum.instance(phase.opens).in_timezone("UTC")


def _left_out() -> str:
    """What no run is made for, in words; blank if every file holds."""
    return " ".join(f"Not scheduled: {error}" for error in cycles.problems())


def _run(instant: DateTime, cycle: Cycle) -> DagRunInfo:
    return DagRunInfo(
        run_after=instant,
        data_interval=None,
        partition_date=pendulum.datetime(cycle.cycle_year, 1, 1),
        partition_key=str(cycle.cycle_year),
    )
