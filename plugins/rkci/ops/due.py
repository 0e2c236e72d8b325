"""What of a cycle is due by its calendar, for `make run` of a cycle that is not a demo: no more and no less is run."""

from datetime import datetime, timedelta

from rkci.cycles import Cycle
from rkci.cycles.model import INSTANTS
from rkci.ops.dag_runs import DagRuns

OF_PHASE = {
    "cycle_open": "cycle_open",
    "submission": "submissions_ingest",
    "clarification": "submissions_ingest",
    "assessment": "assessments_ingest",
    "shortlist": "nominees_shortlist",
    "survey": "survey_ingest",
    "visits": "visits_ingest",
    "objections": "objections_ingest",
    "release": "ratings_publish",
}
"""Phase to the Dag that it schedules."""
LAST_TASK = {
    "submissions_ingest": "accept_submissions",
    "assessments_ingest": "accept_assessments",
    "nominees_shortlist": "announce_nominees",
    "survey_ingest": "estimate_indicators",
    "visits_ingest": "accept_findings",
    "objections_ingest": "announce_granted",
}
"""Dag to the task whose success means that there is something new to score."""
GRACE = timedelta(days=1)
"""A phase that is one instant stays due for this long, as in the timetable."""


def due_dags(cycle: Cycle, now: datetime, *, is_open: bool) -> list[str]:
    """The Dags that the calendar has at an instant, in its order; the cycle is opened first where it is not."""
    phases = [
        code
        for code in OF_PHASE
        if (phase := cycle.phases.get(code)) is not None
        and phase.opens <= now <= (phase.opens + GRACE if code in INSTANTS else phase.ends)
    ]
    dags = list(dict.fromkeys(OF_PHASE[code] for code in phases if code != "cycle_open"))
    return ["reference_load", "cycle_open", *dags] if phases and not is_open else dags


def next_phase(cycle: Cycle, now: datetime) -> str:
    """The next opening of a phase in words, or that there is none."""
    coming = sorted((phase.opens, code) for code, phase in cycle.phases.items() if phase.opens > now)
    return f"the next is {coming[0][1]}, {coming[0][0]:%Y-%m-%d %H:%M %Z}" if coming else "its calendar is over"


def run(runs: DagRuns, dags: list[str]) -> None:
    """Run these Dags one after the other, and score what they bring; nothing is answered for a person."""
    runs.begin()
    for dag_id in dags:
        if dag_id in ("nominees_shortlist", "ratings_publish"):  # which refuse scores that are behind
            runs.score_what_is_behind()
        if dag_id in LAST_TASK:
            runs.score_after(runs.has_news(dag_id, LAST_TASK[dag_id]))
        else:
            runs.run(dag_id)
