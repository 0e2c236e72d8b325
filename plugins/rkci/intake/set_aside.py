"""Files that a person takes out of the way, whatever they hold and whether or not anybody could read them.

The decision is kept in ops.decision; from the next run on the file is refused with its words (quality.set_aside). It is
taken back by the same door.
"""

import re

from psycopg2.extensions import connection as Connection

from rkci.database.locks import lock_cycle
from rkci.intake.proposals import said
from rkci.refusal import Refusal
from rkci.words import shown

DAGS = {"tickets": "submissions_ingest", "visit_evidence": "visits_ingest"}
"""Dag that honours the decision, by dataset, where it is not `<dataset>_ingest`."""


def decide(
    connection: Connection, file: str, *, by: str, reason: str, cycle_year: int | None = None, is_back: bool = False
) -> tuple[str, str]:
    """Record that a file is set aside, or taken back; returns its name and the Dag that honours it.

    `file` is the SHA-256 of the file, or its beginning. Raises Refusal where that is not a received file's, or of more
    than one; where it is as it is asked to be; or where an objection of it was decided, which stays.
    """
    by, reason = said("--by", by), said("--reason", reason)
    year, file_hash, dataset, name = _received(connection, file, cycle_year)
    lock_cycle(connection, year)
    with connection.cursor() as cursor:
        cursor.execute("select from quality.set_aside where (cycle_year, file_hash) = (%s, %s)", (year, file_hash))
        if bool(cursor.rowcount) is not is_back:
            state = "not set aside" if is_back else "set aside already"
            raise Refusal(f"{shown(name)} ({file_hash}) is {state}.")
        cursor.execute(
            "select from staging.objection join core.objection_decision using (objection_id)"
            " where (staging.objection.cycle_year, staging.objection.file_hash) = (%s, %s)",
            (year, file_hash),
        )
        if cursor.rowcount:
            raise Refusal(f"An objection of {shown(name)} was decided, and what was decided stays.")
        cursor.execute(
            "insert into ops.decision (cycle_year, kind, subject, outcome, decided_by, reason)"
            " values (%s, 'set_aside', %s, %s, %s, %s)",
            (year, file_hash, "taken_back" if is_back else "set_aside", by, reason),
        )
    return name, DAGS.get(dataset, f"{dataset}_ingest")


def _received(connection: Connection, file: str, cycle_year: int | None) -> tuple[int, str, str, str]:
    """Cycle, hash, dataset and name of the one received file whose hash begins so."""
    beginning = file.strip().lower()
    if not re.fullmatch("[0-9a-f]{4,64}", beginning):
        raise Refusal(f"{shown(file)!r} is not a hash: give the SHA-256 of the file, or at least four digits of it.")
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct on (cycle_year, file_hash) cycle_year, file_hash, dataset, file_name from raw.receipt"
            " where starts_with(file_hash, %s) and cycle_year = coalesce(%s, cycle_year)"
            " order by cycle_year, file_hash, received_at desc, file_name",
            (beginning, cycle_year),
        )
        found = cursor.fetchall()
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(
            f"No file that was received has a hash that begins with {beginning}. The hashes stand in quality.ledger "
            "and quality.rejected_row, and in the log of the task that failed."
        )
    several = "".join(f"\n- {year} {file_hash} {shown(name)}" for year, file_hash, _, name in found)
    raise Refusal(f"{beginning} is the beginning of several; give more of the hash, or --cycle:{several}")
