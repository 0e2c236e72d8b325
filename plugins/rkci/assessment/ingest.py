"""Assessments come in as submissions do: archived, read, staged, judged by suites, then accepted with a ledger.

Files lie in `<inbox>/<cycle>/assessments/`. What comes after the phase is kept, refused as late, and counts from the
next run on once an extension is recorded (`rkci extend --assessor`). A row that was refused only because something else
was not there yet (an assessor's registration, a city's claim) is judged anew when the Dag runs with `reprocess`.
"""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.assessment import agreement
from rkci.assessment.reading import FORM
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import inbox, lists
from rkci.intake.submissions import check_ledger
from rkci.quality.validated import expect_validated, staged
from rkci.refusal import Refusal

SUITES = ("assessment_file", "assessment")


def receive(connection: Connection, cycle_year: int) -> bool:
    """Archive and record what is new in the inbox; returns True if the ledger does not know all that was received."""
    inbox.archive_new(connection, cycle_year, FORM.dataset)
    return inbox.needs_judging(connection, cycle_year, FORM.dataset)


def read_files(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Archived files that were not read before -> raw; the numbers of files, of unreadable ones, and of rows."""
    return lists.read_files(connection, cycle_year, FORM)


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Raw rows of the cycle -> staging, typed, each with its assessor's deadline; returns the rows of each table."""
    phase = cycles.of(connection, cycle_year).phases.get("assessment")
    closes = None if phase is None else phase.closes
    lock_cycle(connection, cycle_year)
    staged(connection, cycle_year, FORM.dataset)
    cycle = {"cycle": cycle_year}
    return {
        "staging/assessment_file.sql": sql_files.run(connection, "staging/assessment_file.sql", cycle),
        "staging/assessment.sql": sql_files.run(connection, "staging/assessment.sql", cycle | {"closes": closes}),
    }


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, the assessed levels, agreement, rejected rows and ledger.

    Returns the rows of each table. Raises Refusal if cycle.yaml has no rule for assessments, NotValidated unless the
    suites ran on just what is staged, and LedgerError, before anything is committed, if the ledger does not add up.
    """
    rule = cycles.of(connection, cycle_year).assessment
    if rule is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no key `assessment`, which says when readers agree and which level "
            "scores; see include/frameworks/rkci-2017/cycle.yaml."
        )
    lock_cycle(connection, cycle_year)
    expect_validated(connection, cycle_year, SUITES)
    cycle = {"cycle": cycle_year, "dataset": FORM.dataset, "suites": list(SUITES)}
    counts = {
        "core/assessment.sql": sql_files.run(connection, "core/assessment.sql", cycle),
        "quality/assessment_state.sql": sql_files.run(
            connection,
            "quality/assessment_state.sql",
            cycle | {"readers": rule.readers, "agree_within": rule.agree_within, "quantile": rule.quantile},
        ),
        "core/assessment_value.sql": sql_files.run(connection, "core/assessment_value.sql", cycle),
        "quality.assessor_agreement": agreement.compute(connection, cycle_year),
        "quality/list_rejected_row.sql": sql_files.run(connection, "quality/list_rejected_row.sql", cycle),
        "quality/list_ledger.sql": sql_files.run(connection, "quality/list_ledger.sql", cycle),
    }
    check_ledger(connection, cycle_year, FORM.dataset)
    return counts
