"""Objections come in as assessments do: archived, read, staged, judged by suites, then accepted with a ledger.

What people decided on them is taken in by the same Dag: an accepted value enters core.indicator_value, before all other
origins. What is refused (late, without a reason) is answered like the rest: rkci.objections.answers.
"""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.cycles import Phase
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import inbox, lists
from rkci.intake.submissions import check_ledger
from rkci.objections.reading import FORM
from rkci.quality.validated import expect_validated, staged
from rkci.refusal import Refusal

SUITES = ("objection_file", "objection")
ACCEPTANCE = (
    "core/objection.sql", "core/objection_value.sql", "quality/list_rejected_row.sql", "quality/list_ledger.sql",
)  # fmt: skip


def receive(connection: Connection, cycle_year: int) -> bool:
    """Archive and record what is new in the inbox; returns True if something is to be judged or a decision honoured."""
    inbox.archive_new(connection, cycle_year, FORM.dataset)
    (waiting,) = sql_files.query(connection, "checks/decisions_are_honoured.sql", {"cycle": cycle_year})
    return inbox.needs_judging(connection, cycle_year, FORM.dataset) or not waiting["is_honoured"]


def read_files(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Archived files that were not read before -> raw; the numbers of files, of unreadable ones, and of rows."""
    return lists.read_files(connection, cycle_year, FORM)


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Raw rows of the cycle -> staging, typed; returns the rows of each table."""
    phase = window(connection, cycle_year)
    lock_cycle(connection, cycle_year)
    staged(connection, cycle_year, FORM.dataset)
    cycle = {"cycle": cycle_year}
    return {
        "staging/objection_file.sql": sql_files.run(connection, "staging/objection_file.sql", cycle),
        "staging/objection.sql": sql_files.run(
            connection, "staging/objection.sql", cycle | {"opens": phase.opens, "closes": phase.closes}
        ),
    }


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, the values that were granted, rejected rows and ledger.

    Returns the rows of each table. Raises NotValidated unless the suites ran on just what is staged, and LedgerError,
    before anything is committed, if the ledger does not add up.
    """
    lock_cycle(connection, cycle_year)
    expect_validated(connection, cycle_year, SUITES)
    closes = window(connection, cycle_year).closes
    cycle = {"cycle": cycle_year, "dataset": FORM.dataset, "suites": list(SUITES), "closes": closes}
    counts = {name: sql_files.run(connection, name, cycle) for name in ACCEPTANCE}
    check_ledger(connection, cycle_year, FORM.dataset)
    return counts


def is_scored(connection: Connection, cycle_year: int) -> bool:
    """Whether the newest scores rest on just the values that are granted now; if not, they are to be made anew."""
    (found,) = sql_files.query(connection, "checks/objections_are_scored.sql", {"cycle": cycle_year})
    return bool(found["is_scored"])


def window(connection: Connection, cycle_year: int) -> Phase:
    """The phase in which cities may object. Raises Refusal if cycle.yaml has none, or it never closes."""
    phase = cycles.of(connection, cycle_year).phases.get("objections")
    if phase is None or phase.closes is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no phase `objections` with `opens` and `closes`, so no city can object in "
            "it; see include/frameworks/rkci-2017/cycle.yaml."
        )
    return phase
