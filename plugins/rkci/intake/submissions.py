"""What was read becomes submissions: staged for the suites, then accepted, rejected or superseded, and counted."""

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import inbox, tickets
from rkci.quality.validated import expect_validated, staged
from rkci.refusal import Refusal
from rkci.words import shown

SUITES = ("submission", "submission_value", "innovation")
STAGING = (
    "staging/submission.sql", "staging/submission_value.sql", "staging/submission_comparison.sql",
    "staging/innovation.sql",
)  # fmt: skip
ACCEPTANCE = (
    "core/submission.sql", "core/superseded_answer.sql", "core/indicator_value.sql", "core/innovation.sql",
    "quality/rejected_row.sql", "quality/flagged_row.sql", "quality/ledger.sql",
)  # fmt: skip


class LedgerError(Refusal):
    """Received is not accepted + rejected + superseded; the message names every file with its numbers."""


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Raw rows of the cycle -> staging, typed; returns the rows of each table."""
    lock_cycle(connection, cycle_year)
    sql_files.expect_unanalysed_rows(connection)
    tickets.read_answers(connection, cycle_year)
    staged(connection, cycle_year, inbox.DATASET)
    return {name: sql_files.run(connection, name, {"cycle": cycle_year}) for name in STAGING}


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, rejected and flagged rows, ledger, tickets.

    Returns the rows of each table. Raises NotValidated unless the suites ran on just what is staged, and LedgerError,
    before anything is committed, if the ledger does not add up.
    """
    lock_cycle(connection, cycle_year)
    expect_validated(connection, cycle_year, SUITES)
    sql_files.expect_unanalysed_rows(connection)
    counts = {name: sql_files.run(connection, name, {"cycle": cycle_year}) for name in ACCEPTANCE}
    counts |= tickets.update(connection, cycle_year)
    check_ledger(connection, cycle_year)
    return counts


def check_ledger(connection: Connection, cycle_year: int, dataset: str = inbox.DATASET) -> None:
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
