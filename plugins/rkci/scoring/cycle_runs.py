"""What of a cycle is looked at: the run of its release in force, or before there is one its newest finished run."""

import difflib
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.refusal import Refusal
from rkci.scoring.run import Unit

SHOWN = 5
"""Names that a refusal lists."""


@dataclass(frozen=True)
class CycleRun:
    """A finished run of kind `cycle`; `release_id` is the release in force that was built from it, if there is one."""

    run_id: int
    cycle_year: int
    framework_id: str
    framework_hash: str
    release_id: str | None

    def __str__(self) -> str:
        if self.release_id:
            return f"release {self.release_id} (in force, run {self.run_id})"
        return f"run {self.run_id} of {self.framework_id} (the newest finished one; nothing is published yet)"


def find(connection: Connection, cycle_year: int, framework_id: str | None = None) -> CycleRun:
    """The run to look at, of the cycle's primary framework unless another is named.

    Raises Refusal with the cycles and frameworks that there are.
    """
    rows = found(connection)
    if not rows:
        raise Refusal("Nothing is scored yet: run scores_compute for a cycle first.")
    of_cycle = [row for row in rows if row["cycle_year"] == cycle_year]
    if not of_cycle:
        known = sorted({str(row["cycle_year"]) for row in rows})
        raise Refusal(f"Cycle {cycle_year} has no finished scores; there are those of {', '.join(known)}.")
    if framework_id is None:
        primary = [row for row in of_cycle if row["is_primary"]]
        chosen = (primary or of_cycle)[:1]
    else:
        chosen = [row for row in of_cycle if row["framework_id"] == framework_id]
    if not chosen:
        known = [row["framework_id"] for row in of_cycle]
        raise Refusal(f"Cycle {cycle_year} has no scores under {framework_id!r}; there are {', '.join(known)}.")
    return CycleRun(**{key: chosen[0][key] for key in CycleRun.__dataclass_fields__})


def found(connection: Connection) -> list[dict[str, Any]]:
    """The run to look at of every cycle and framework that was scored (rows of read/explain/cycle_runs.sql)."""
    return sql_files.query(connection, "read/explain/cycle_runs.sql", {})


def find_unit(connection: Connection, run: CycleRun, asked: str) -> str:
    """Code of the city that is meant: by its BPS code, its name, or a part of the name that one city alone has.

    Raises Refusal with the names that come near.
    """
    rows = sql_files.query(connection, "read/explain/units.sql", {"run_id": run.run_id, "asked": asked})
    plain = rows[0]["plain_asked"]
    for meant in (
        [row for row in rows if row["unit_code"] == asked.strip()],
        [row for row in rows if plain and row["plain_name"] == plain],
        [row for row in rows if plain and plain in row["plain_name"]],
    ):
        if len(meant) == 1:
            return str(meant[0]["unit_code"])
        if meant:
            raise Refusal(f"{asked!r} may be {_listed(meant)}; say which, best by its code.")
    close = difflib.get_close_matches(plain, [row["plain_name"] for row in rows], n=SHOWN)
    near = [row for row in rows if row["plain_name"] in close] or rows
    raise Refusal(
        f"No city {asked!r} among the {len(rows)} of cycle {run.cycle_year}. Give a BPS code or a name; "
        f"{'near it' if close else 'there'} {'is' if len(near) == 1 else 'are'} {_listed(near)}."
    )


def units_of(connection: Connection, run_id: int) -> list[Unit]:
    """The units of a run, as they were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_code, unit_name, attributes, is_nominee from scoring.run_unit where run_id = %s", (run_id,)
        )
        return [
            Unit(code, name, attributes, is_nominee=is_nominee)
            for code, name, attributes, is_nominee in cursor.fetchall()
        ]


def _listed(rows: list[dict[str, str]]) -> str:
    words = [f"{row['unit_name']} ({row['unit_code']})" for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        words.append(f"{len(rows) - SHOWN} more")
    return ", ".join(words)
