"""What was read becomes submissions: staged for the suites, then accepted, rejected or superseded, and counted."""

from psycopg2.extensions import connection as Connection

from rkci.intake import inbox, ingest, tickets

SUITES = ("submission", "submission_value", "innovation")
STAGING = (
    tickets.read_answers,
    "staging/submission.sql", "staging/submission_value.sql", "staging/submission_comparison.sql",
    "staging/innovation.sql",
)  # fmt: skip
ACCEPTANCE = (
    "core/submission.sql", "core/superseded_answer.sql", "core/indicator_value.sql", "core/innovation.sql",
    "quality/rejected_row.sql", "quality/flagged_row.sql", "quality/ledger.sql",
    tickets.update,
)  # fmt: skip


def receive(connection: Connection, cycle_year: int) -> bool:
    """Archive and record what is new in the inbox; returns True if there is something to judge."""
    return ingest.receive(connection, cycle_year, inbox.DATASET)


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Raw rows of the cycle, and answers to tickets, -> staging, typed; returns the rows of each table."""
    return ingest.stage(connection, cycle_year, inbox.DATASET, STAGING)


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, rejected and flagged rows, ledger, tickets: see ingest.accept."""
    return ingest.accept(connection, cycle_year, inbox.DATASET, SUITES, ACCEPTANCE)
