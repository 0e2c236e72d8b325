"""Whether a cycle is scored: what is missing is asked of the warehouse, never of the tasks that ran.

A run is finished when its scores, ranks and uncertainty are there, validated as they are; a cycle is scored when the
runs of all of its frameworks are finished and of one version of the data, the one that is there now.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.quality.validated import problems
from rkci.refusal import Refusal

SUITES = ("scoring_run", "score", "rank", "contribution")
"""What a finished run was validated by."""


class NotScored(Refusal):
    """The scores are not those of the data as they are now, or not whole; the message says which, and what to run."""


@dataclass(frozen=True)
class Behind:
    """A cycle for which scores_compute is to run, what is missing in words, and a name of that run.

    The name is the same within an hour while the state of the cycle is the same.
    """

    cycle_year: int
    missing: list[str]
    run_name: str


def data_version(connection: Connection, cycle_year: int) -> str:
    """The version of what a cycle is scored from, part by part, as JSON."""
    with connection.cursor() as cursor:
        cursor.execute("select core.data_version(%s)", (cycle_year,))
        ((version,),) = cursor.fetchall()
    return json.dumps(version, sort_keys=True)


def missing(connection: Connection, cycle_year: int) -> list[str]:
    """What keeps a cycle from being scored, in words; nothing where it is."""
    rows = sql_files.query(connection, "checks/cycle_is_scored.sql", {"cycle": cycle_year})
    if not rows:
        return ["It is not open: run cycle_open."]
    words = []
    for row in rows:
        name = f"{row['framework_id']} (run {row['run_id']})"
        if row["run_id"] is None:
            words.append(f"{row['framework_id']} was never scored.")
        elif not row["is_by_frozen"]:
            words.append(f"{name} was scored by another framework than the one that is frozen.")
        elif not row["is_known"]:
            words.append(f"{name} does not say of which data it was made.")
        elif row["newer"]:
            words.append(f"{name} is older than {', '.join(row['newer'])}.")
        elif not row["is_simulated"]:
            words.append(f"{name} has no uncertainty: simulate_uncertainty did not get to its end.")
    return words or problems(connection, cycle_year, SUITES)


def expect_scored(connection: Connection, cycle_year: int) -> None:
    """Raise NotScored, with what is missing, unless the cycle is scored."""
    if words := missing(connection, cycle_year):
        raise NotScored("\n- ".join([f"Cycle {cycle_year} is not scored as it is now: run scores_compute.", *words]))


def behind(
    connection: Connection, cycle_years: Iterable[int], ask: Callable[[Connection, int], list[str]] = missing
) -> list[Behind]:
    """Which of the cycles are not scored as their data are now, or miss what else `ask` names."""
    found = []
    for cycle_year in cycle_years:
        if words := ask(connection, cycle_year):
            seen = "\n".join([data_version(connection, cycle_year), *words])
            mark = hashlib.sha256(seen.encode()).hexdigest()[:12]
            name = f"behind__{cycle_year}__{mark}__{datetime.now(UTC):%Y-%m-%dT%H}"
            found.append(Behind(cycle_year, words, name))
    return found
