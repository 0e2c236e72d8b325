"""The inbox of submissions: take in what is new, archive its bytes, then read what was archived.

Files lie in `<inbox>/<cycle>/submissions/<city_code>/`, the city's drop folder. Their bytes are archived under their
SHA-256 before anything opens them. Inbox and archive are local folders or object stores (`s3://...`).
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import paths
from rkci.database import sql_files
from rkci.intake import archive
from rkci.intake.counting import count_answers
from rkci.intake.errors import UnreadableError
from rkci.intake.reading import AnswerRow, Reading, read
from rkci.refusal import Fault, Refusal, record

DATASET = "submissions"
MAX_FILE_BYTES = 64 * 1024 * 1024
"""A filled workbook has about 200 kB. What is bigger than this is archived and refused, and never held in memory."""


@dataclass(frozen=True)
class Delivery:
    """A file in the inbox. `name` is its path below the inbox of the cycle, `path` opens it."""

    name: str
    size_bytes: int
    received_at: datetime
    path: Any


def receive(connection: Connection, cycle_year: int) -> list[str]:
    """Archive and record what is new in the inbox of `cycle_year`; returns the hashes that are still to be read.

    That includes files which an earlier run archived and did not come to read. A link is refused and not followed:
    it may lead to a file that nobody submitted.
    """
    _refuse_links(connection, cycle_year)
    seen = _seen(connection, cycle_year)
    for delivery in sorted(deliveries(cycle_year), key=lambda one: (one.received_at, one.name)):
        if (delivery.name, delivery.size_bytes, delivery.received_at) not in seen:
            with delivery.path.open("rb") as content:
                file_hash = archive.store(content)
            _record(connection, cycle_year, delivery, file_hash)
    return unread(connection, cycle_year)


def needs_judging(connection: Connection, cycle_year: int) -> bool:
    """True if a delivery of the cycle is not in the ledger: a new file, known bytes that came again (perhaps into the
    right folder now), or what a failed run left behind; or if a confirmed city or an extension is not honoured yet."""
    (found,) = sql_files.query(connection, "checks/deliveries_are_judged.sql", {"cycle": cycle_year})
    return not found["is_judged"]


def unread(connection: Connection, cycle_year: int) -> list[str]:
    """Hashes of the archived files of a cycle that have no reading yet."""
    return list(_unread_names(connection, cycle_year))


def deliveries(cycle_year: int) -> Iterator[Delivery]:
    """Every file in the inbox of a cycle, but for links and for hidden and temporary ones (`.~lock...`, `~$...`)."""
    for name, path in _entries(cycle_year):
        if path.is_file() and not path.is_symlink():
            status = path.stat()
            yield Delivery(
                name=name,
                size_bytes=status.st_size,
                received_at=datetime.fromtimestamp(status.st_mtime, UTC),
                path=path,
            )


def _entries(cycle_year: int) -> Iterator[tuple[str, Any]]:
    """Name and path of all in the inbox of a cycle that is not hidden; folders behind links are not entered."""
    root = archive.folder(paths.inbox()) / str(cycle_year)
    folder = root / DATASET
    if folder.exists():
        for path in folder.rglob("*"):
            name = path.relative_to(root).as_posix()
            if not any(part.startswith((".", "~$")) for part in name.split("/")):
                yield name.encode("utf-8", "backslashreplace").decode("utf-8"), path


def batches(hashes: Sequence[str], at_most: int = 16) -> list[list[str]]:
    """The hashes in at most `at_most` batches of nearly equal size."""
    size = -(-len(hashes) // at_most)
    return [list(hashes[start : start + size]) for start in range(0, len(hashes), size or 1)]


def read_files(connection: Connection, cycle_year: int, hashes: Sequence[str]) -> dict[str, int]:
    """Read archived files into raw.file_reading and raw.submission_row; what was read before is left as it is.

    Returns the numbers of files, of unreadable files among them, and of rows.
    """
    counts = {"files": 0, "unreadable": 0, "rows": 0}
    readings, rows = io.StringIO(), io.StringIO()
    names = _unread_names(connection, cycle_year)
    for file_hash in filter(names.__contains__, hashes):
        reading, received = _read(file_hash, names[file_hash])
        readings.write(_copy_line(_reading_record(cycle_year, file_hash, reading, received)))
        rows.writelines(_copy_line(_row_record(cycle_year, file_hash, answer)) for answer in reading.answers)
        counts["files"] += 1
        counts["unreadable"] += reading.unreadable is not None
        counts["rows"] += len(reading.answers)
    with connection.cursor() as cursor:
        for table, columns, lines in (
            ("raw.file_reading", READING_COLUMNS, readings),
            ("raw.submission_row", ROW_COLUMNS, rows),
        ):
            lines.seek(0)
            cursor.copy_expert(f"copy {table} ({', '.join(columns)}) from stdin", lines)
    return counts


def _read(file_hash: str, file_name: str) -> tuple[Reading, int]:
    """The reading, and the answers that the independent reader counts; a file is readable if both can read it."""
    size = archive.size(file_hash)
    if size > MAX_FILE_BYTES:
        found = f"{size} bytes, more than the {MAX_FILE_BYTES} that are read"
        return Reading(unreadable=UnreadableError("too_large", found=found)), 0
    content = archive.load(file_hash)
    reading = read(content, file_name)
    if reading.unreadable is not None:
        return reading, 0
    try:
        return reading, count_answers(content, file_name)
    except UnreadableError as error:
        return Reading(unreadable=error), 0


# Records ------------------------------------------------------------------------------------------------

READING_COLUMNS = (
    "cycle_year", "file_hash", "rows_received", "rows_read", "city_code_text", "city_name_text", "cycle_text",
    "framework_hash_text", "seal_text", "origin_text", "officer_text", "agency_text", "sign_off_text",
    "unreadable_rule", "unreadable_sheet", "unreadable_cell", "unreadable_found",
)  # fmt: skip
IDENTITY_KEYS = (
    "city_code", "city_name", "cycle", "framework_hash", "seal", "origin", "officer", "agency", "sign_off",
)  # fmt: skip
ROW_COLUMNS = (
    "cycle_year", "file_hash", "sheet", "row_number", "cell", "indicator_code_text", "value_text", "is_number",
    "year_text", "agency_text", "evidence_text", "note_text",
)  # fmt: skip


def _reading_record(cycle_year: int, file_hash: str, reading: Reading, received: int) -> tuple[object, ...]:
    why = reading.unreadable
    return (
        cycle_year,
        file_hash,
        received,
        len(reading.answers),
        *(reading.identity.get(key) or None for key in IDENTITY_KEYS),
        *((why.rule, why.sheet, why.cell, why.found) if why else (None, None, None, None)),
    )


def _row_record(cycle_year: int, file_hash: str, answer: AnswerRow) -> tuple[object, ...]:
    return (
        cycle_year,
        file_hash,
        answer.sheet,
        answer.row_number,
        answer.cell,
        answer.indicator_code,
        answer.value,
        answer.is_number,
        *(written or None for written in (answer.year, answer.agency, answer.evidence, answer.note)),
    )


COPY_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": "\u2400"})
"""How COPY writes the characters that it separates by; PostgreSQL holds no NUL, its picture stands for it."""


def _copy_line(values: Iterable[object]) -> str:
    return "\t".join(r"\N" if value is None else str(value).translate(COPY_ESCAPES) for value in values) + "\n"


# What was seen, and where the bytes lie -----------------------------------------------------------------


def _seen(connection: Connection, cycle_year: int) -> set[tuple[str, int, datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_name, size_bytes, received_at from raw.receipt where cycle_year = %s and dataset = %s",
            (cycle_year, DATASET),
        )
        return set(cursor.fetchall())


def _unread_names(connection: Connection, cycle_year: int) -> dict[str, str]:
    """Name by hash of the archived files of a cycle that have no reading yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_hash, file_name from raw.file as f where cycle_year = %s and dataset = %s and not exists ("
            " select from raw.file_reading as r where (r.cycle_year, r.file_hash) = (f.cycle_year, f.file_hash)"
            ") order by file_hash",
            (cycle_year, DATASET),
        )
        return dict(cursor.fetchall())


def _refuse_links(connection: Connection, cycle_year: int) -> None:
    """Record every link in the inbox of a cycle in quality.refusal, once."""
    subject = f"A link in the inbox of {cycle_year} was not followed."
    with connection.cursor() as cursor:
        cursor.execute("select file_name from quality.refusal where subject = %s", (subject,))
        known = {name for (name,) in cursor.fetchall()}
    links = sorted(name for name, path in _entries(cycle_year) if path.is_symlink() and name not in known)
    if links:
        message = (
            "Ini tautan, bukan berkas; letakkan berkasnya sendiri di folder ini. / "
            "This is a link, not a file; put the file itself into this folder."
        )
        record(connection, Refusal(subject, [Fault(name, message) for name in links]))


def _record(connection: Connection, cycle_year: int, delivery: Delivery, file_hash: str) -> None:
    """Write raw.file (the first delivery of this content stays) and raw.receipt."""
    parts = delivery.name.split("/")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into raw.file"
            " (cycle_year, file_hash, dataset, file_name, folder_city_code, size_bytes, received_at)"
            " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            (
                cycle_year, file_hash, DATASET, delivery.name, parts[1] if len(parts) > 2 else None,
                delivery.size_bytes, delivery.received_at,
            ),
        )  # fmt: skip
        cursor.execute(
            "insert into raw.receipt (cycle_year, dataset, file_name, size_bytes, received_at, file_hash)"
            " values (%s, %s, %s, %s, %s, %s)",
            (cycle_year, DATASET, delivery.name, delivery.size_bytes, delivery.received_at, file_hash),
        )
