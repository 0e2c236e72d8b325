"""What was validated is what goes on, or nothing does: staged versions, and the validation that each step must have.

Every staging of a dataset is a version of its own. A validation records the version that it was of, or the runs or
releases (`quality.subject`); whoever goes on from there asks for the validation of just what is there now.
"""

from collections.abc import Sequence

from psycopg2.extensions import connection as Connection

from rkci.database.locks import REFERENCE
from rkci.quality import suites
from rkci.refusal import Refusal


class NotValidated(Refusal):
    """What is to go on was not validated as it is now, or did not pass; the message says which, and what to run."""


def staged(connection: Connection, cycle_year: int, dataset: str) -> int:
    """Count a new staging of a dataset, in the transaction that stages it under the cycle's lock; returns its version.

    `cycle_year` is REFERENCE for reference data.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into staging.version as held (cycle_year, dataset, version, staged_at)"
            " values (%s, %s, 1, clock_timestamp()) on conflict (cycle_year, dataset) do update"
            " set version = held.version + 1, staged_at = excluded.staged_at returning version",
            (cycle_year, dataset),
        )
        ((version,),) = cursor.fetchall()
    return int(version)


def subject(connection: Connection, dataset: str, cycle_year: int | None) -> str:
    """What a validation of a dataset is of, as it is now: a staged version, or the runs or releases under check."""
    with connection.cursor() as cursor:
        cursor.execute("select quality.subject(%s, %s)", (dataset, REFERENCE if cycle_year is None else cycle_year))
        ((found,),) = cursor.fetchall()
    return str(found)


def problems(connection: Connection, cycle_year: int | None, names: Sequence[str]) -> list[str]:
    """Why what is there now does not count as validated by these suites, in words; nothing where it does.

    It does where the newest validation by each suite is of just that and did not stop.
    """
    words = []
    for name in names:
        now = subject(connection, suites.load(name).dataset, cycle_year)
        with connection.cursor() as cursor:
            cursor.execute(
                "select subject, outcome, validation_id from quality.validation_run"
                " where suite = %s and cycle_year is not distinct from %s order by validation_id desc limit 1",
                (name, cycle_year),
            )
            validated, outcome, number = cursor.fetchone() or (None, None, None)
        if outcome is None:
            words.append(f"{name} was never validated.")
        elif validated != now:
            words.append(f"{name} was validated (validation {number}) as {validated}; now it is {now}.")
        elif outcome in ("stopped", "crashed"):
            words.append(f"{name} {outcome} (validation {number}).")
    return words


def expect_validated(connection: Connection, cycle_year: int | None, names: Sequence[str]) -> None:
    """Raise NotValidated, with the problems, unless what is there now was validated by these suites.

    Called under the lock of whoever changes what is validated, so that nothing comes in between.
    """
    if words := problems(connection, cycle_year, names):
        of_cycle = f" of cycle {cycle_year}" if cycle_year else ""
        raise NotValidated(
            "\n- ".join(
                [
                    f"Not taken{of_cycle}, because it was not validated as it is: clear the validating task and the "
                    "tasks after it, or run the Dag again with reprocess.",
                    *words,
                ]
            )
        )
