"""Assessments come in as submissions do: archived, read, staged, judged by suites, then accepted with a ledger.

Files lie in `<inbox>/<cycle>/assessments/`. A row that was refused only because something else was not there yet (an
assessor's registration, a city's claim) is judged anew when the Dag runs with `reprocess`.
"""

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import cycles
from rkci.assessment import agreement
from rkci.assessment.reading import COLUMNS, AssessmentRow, read
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import archive, inbox
from rkci.intake.errors import UnreadableError
from rkci.intake.submissions import check_ledger
from rkci.refusal import Refusal

DATASET = "assessments"
SUITES = ("assessment_file", "assessment")
ROW_COLUMNS = ("cycle_year", "file_hash", "sheet", "row_number", "cell", *(f"{key}_text" for key in COLUMNS))
STAGING = ("staging/assessment_file.sql", "staging/assessment.sql")


def receive(connection: Connection, cycle_year: int) -> bool:
    """Archive and record what is new in the inbox; returns True if the ledger does not know all that was received."""
    inbox.archive_new(connection, cycle_year, DATASET)
    return inbox.needs_judging(connection, cycle_year, DATASET)


def read_files(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Read the archived files that were not read before into raw; what cannot be read is noted and harms no other.

    Returns the numbers of files, of unreadable files among them, and of rows.
    """
    counts = {"files": 0, "unreadable": 0, "rows": 0}
    for file_hash, file_name in _unread(connection, cycle_year):
        rows, received, why = _read(file_hash, file_name)
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into raw.assessment_reading (cycle_year, file_hash, rows_received, rows_read, unreadable_rule,"
                " unreadable_sheet, unreadable_cell, unreadable_found) values (%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    cycle_year, file_hash, received, len(rows),
                    *((why.rule, _kept(why.sheet), why.cell, _kept(why.found)) if why else (None,) * 4),
                ),
            )  # fmt: skip
            execute_values(
                cursor,
                f"insert into raw.assessment_row ({', '.join(ROW_COLUMNS)}) values %s",  # noqa: S608
                [
                    (
                        cycle_year, file_hash, _kept(row.sheet), row.row_number, row.cell,
                        *(_kept(row.written.get(key)) for key in COLUMNS),
                    )
                    for row in rows
                ],
            )  # fmt: skip
        counts["files"] += 1
        counts["unreadable"] += why is not None
        counts["rows"] += len(rows)
    return counts


def stage(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Raw rows of the cycle -> staging, typed; returns the rows of each table."""
    lock_cycle(connection, cycle_year)
    return {name: sql_files.run(connection, name, {"cycle": cycle_year}) for name in STAGING}


def accept(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Staging less what the suites refused -> core, the assessed levels, agreement, rejected rows and ledger.

    Returns the rows of each table. Raises Refusal if cycle.yaml has no rule for assessments, and LedgerError, before
    anything is committed, if the ledger does not add up.
    """
    rule = cycles.load(cycle_year).assessment
    if rule is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no key `assessment`, which says when readers agree and which level "
            "scores; see include/frameworks/rkci-2017/cycle.yaml."
        )
    lock_cycle(connection, cycle_year)
    cycle = {"cycle": cycle_year}
    counts = {
        "core/assessment.sql": sql_files.run(connection, "core/assessment.sql", cycle),
        "quality/assessment_state.sql": sql_files.run(
            connection,
            "quality/assessment_state.sql",
            cycle | {"readers": rule.readers, "agree_within": rule.agree_within, "quantile": rule.quantile},
        ),
        "core/assessment_value.sql": sql_files.run(connection, "core/assessment_value.sql", cycle),
        "quality.assessor_agreement": agreement.compute(connection, cycle_year),
        "quality/assessment_rejected_row.sql": sql_files.run(connection, "quality/assessment_rejected_row.sql", cycle),
        "quality/assessment_ledger.sql": sql_files.run(connection, "quality/assessment_ledger.sql", cycle),
    }
    check_ledger(connection, cycle_year, "checks/assessments_add_up.sql")
    return counts


def _unread(connection: Connection, cycle_year: int) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct on (file_hash) file_hash, file_name from raw.receipt as receipt"
            " where cycle_year = %s and dataset = %s and not exists ("
            " select from raw.assessment_reading as reading"
            " where (reading.cycle_year, reading.file_hash) = (receipt.cycle_year, receipt.file_hash)"
            ") order by file_hash, received_at, file_name",
            (cycle_year, DATASET),
        )
        return cursor.fetchall()


def _read(file_hash: str, file_name: str) -> tuple[list[AssessmentRow], int, UnreadableError | None]:
    size = archive.size(file_hash)
    if size > inbox.MAX_FILE_BYTES:
        found = f"{size} bytes, more than the {inbox.MAX_FILE_BYTES} that are read"
        return [], 0, UnreadableError("too_large", found=found)
    try:
        return *read(archive.load(file_hash), file_name), None
    except UnreadableError as error:
        return [], 0, error


def _kept(written: str | None) -> str | None:
    """A text as PostgreSQL holds it: it knows no NUL, whose picture stands for it."""
    return None if written is None else written.replace("\0", "\u2400")
