"""The way in, whatever the dataset: received, read, staged, judged by suites, accepted with a ledger.

Submissions, lists and the survey differ in how a file is read (rkci.intake.inbox, rkci.intake.lists,
rkci.survey.ingest) and in the steps that they run here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import inbox
from rkci.quality.validated import expect_validated, staged
from rkci.refusal import Refusal
from rkci.words import shown

Step = str | Callable[[Connection, int], Mapping[str, int]]
"""A file of include/sql, or a function of the connection and the cycle that gives the rows of each table it wrote."""


class LedgerError(Refusal):
    """Received is not accepted + rejected + superseded; the message names every file with its numbers."""


def receive(
    connection: Connection, cycle_year: int, dataset: str, store: Callable[[BinaryIO], str] | None = None
) -> bool:
    """Archive and record what is new in the inbox; returns True if the ledger does not know all that was received."""
    inbox.archive_new(connection, cycle_year, dataset, store)
    return inbox.needs_judging(connection, cycle_year, dataset)


def stage(
    connection: Connection,
    cycle_year: int,
    dataset: str,
    steps: Iterable[Step],
    parameters: Mapping[str, object] | None = None,
) -> dict[str, int]:
    """Raw rows of the cycle -> staging, typed, as a version of its own; returns the rows of each table."""
    lock_cycle(connection, cycle_year)
    staged(connection, cycle_year, dataset)
    return _run(connection, cycle_year, dataset, steps, parameters)


def accept(
    connection: Connection,
    cycle_year: int,
    dataset: str,
    suites: Sequence[str],
    steps: Iterable[Step],
    parameters: Mapping[str, object] | None = None,
) -> dict[str, int]:
    """Staging less what the suites refused -> core, rejected rows and ledger; returns the rows of each table.

    Raises NotValidated unless the suites ran on just what is staged, and LedgerError, before anything is committed, if
    the ledger does not add up.
    """
    lock_cycle(connection, cycle_year)
    expect_validated(connection, cycle_year, suites)
    counts = _run(connection, cycle_year, dataset, steps, parameters)
    check_ledger(connection, cycle_year, dataset)
    return counts


def check_ledger(connection: Connection, cycle_year: int, dataset: str) -> None:
    """Raise LedgerError unless every file received in the cycle is accounted for, in files and in rows."""
    check = "checks/ledger_adds_up.sql" if dataset == inbox.DATASET else "checks/list_adds_up.sql"
    found = sql_files.query(connection, check, {"cycle": cycle_year, "dataset": dataset})
    if found:
        lines = [
            f"- {shown(row['file_name'])} ({row['layer']}): received {row['received']}, accepted {row['accepted']}, "
            f"rejected {row['rejected']}, superseded {row['superseded']}. {row['problem']}"
            for row in found
        ]
        raise LedgerError(f"The ledger of cycle {cycle_year} does not add up:\n" + "\n".join(lines))


def _run(
    connection: Connection,
    cycle_year: int,
    dataset: str,
    steps: Iterable[Step],
    parameters: Mapping[str, object] | None,
) -> dict[str, int]:
    sql_files.expect_unanalysed_rows(connection)
    bound = {"cycle": cycle_year, "dataset": dataset, **(parameters or {})}
    counts: dict[str, int] = {}
    for step in steps:
        if isinstance(step, str):
            counts[step] = sql_files.run(connection, step, bound)
        else:
            counts |= step(connection, cycle_year)
    return counts
