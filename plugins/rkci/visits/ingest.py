"""Findings of visits come in as assessments do: archived, read, staged, judged by suites, then accepted with a ledger.

A finding counts when a second person confirmed it; before that it is kept and shown, and sets no value. A row that was
refused only because something else was not there yet (a nominee, an assessor's registration) is judged anew when the
Dag runs with `reprocess`.
"""

from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import inbox, lists
from rkci.intake.submissions import check_ledger
from rkci.quality.validated import expect_validated, staged
from rkci.refusal import Refusal
from rkci.visits.reading import FORM

SUITES = ("visit_file", "visit_finding")
ACCEPTANCE = (
    "core/visit_finding.sql", "core/visit_value.sql", "quality/list_rejected_row.sql", "quality/list_ledger.sql",
)  # fmt: skip


def receive(connection: Connection, cycle_year: int) -> bool:
    """Archive and record what is new in the inbox; returns True if the ledger does not know all that was received."""
    inbox.archive_new(connection, cycle_year, FORM.dataset)
    return inbox.needs_judging(connection, cycle_year, FORM.dataset)


def read_files(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Archived files that were not read before -> raw; the numbers of files, of unreadable ones, and of rows."""
    return lists.read_files(connection, cycle_year, FORM)


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Raw rows of the cycle -> staging, typed; returns the rows of each table. Raises Refusal without its phase."""
    phase = cycles.of(connection, cycle_year).phases.get("visits")
    if phase is None or phase.closes is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no phase `visits` with `opens` and `closes`, so no day is one of a visit; "
            "see include/frameworks/rkci-2017/cycle.yaml."
        )
    lock_cycle(connection, cycle_year)
    staged(connection, cycle_year, FORM.dataset)
    cycle = {"cycle": cycle_year}
    days = {"opens": phase.opens.date(), "closes": phase.closes.replace(tzinfo=None)}
    return {
        "staging/visit_file.sql": sql_files.run(connection, "staging/visit_file.sql", cycle),
        "staging/visit_finding.sql": sql_files.run(connection, "staging/visit_finding.sql", cycle | days),
    }


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, the values that were confirmed, rejected rows and ledger.

    Returns the rows of each table. Raises NotValidated unless the suites ran on just what is staged, and LedgerError,
    before anything is committed, if the ledger does not add up.
    """
    lock_cycle(connection, cycle_year)
    expect_validated(connection, cycle_year, SUITES)
    cycle = {"cycle": cycle_year, "dataset": FORM.dataset, "suites": list(SUITES)}
    counts = {name: sql_files.run(connection, name, cycle) for name in ACCEPTANCE}
    check_ledger(connection, cycle_year, FORM.dataset)
    return counts


def claims(connection: Connection, cycle_year: int) -> list[dict[str, Any]]:
    """Every finding that counts beside the claim that it is about, what changed first (core.visit_claim)."""
    return sql_files.query(connection, "core/visit_claims.sql", {"cycle": cycle_year})
