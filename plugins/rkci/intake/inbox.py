"""The inbox of submissions: take in what is new, archive its bytes, then read what was archived.

Files are in `<inbox>/<cycle>/submissions/<city_code>/`, the city's drop folder. Their bytes are archived under their
SHA-256 before anything opens them. Inbox and archive are local folders or object stores (`s3://...`).
"""

import errno
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from psycopg2.extensions import connection as Connection

from rkci import cycles, paths
from rkci.cycles import Cycle
from rkci.cycles.signing_key import key_of_cycle
from rkci.database import sql_files
from rkci.intake import archive, delivery, entries, guard, seal, tickets
from rkci.intake.counting import Counted, count
from rkci.intake.entries import Entry
from rkci.intake.errors import UNSTORABLE, UnreadableError
from rkci.intake.reading import AnswerRow, InnovationRow, Reading, read
from rkci.intake.unread import Unread, read_all, unread_files
from rkci.refusal import Fault, Refusal, record_once

DATASET = "submissions"
MAX_FILE_BYTES = 64 * 1024 * 1024
"""A filled workbook has about 200 kB. What is bigger than this is archived and refused, and never held in memory."""
MAX_NAME_BYTES = 1_000
"""PostgreSQL's indices hold no more than 2,700 bytes in a row, S3 no longer key than 1,024."""
WITHOUT_LEDGER = frozenset({"visit_evidence"})
"""Folders whose files no suite judges and no value rests on: visits_ingest looks at all of them whenever it runs."""
UNFINISHED = re.compile(
    r".+\.(part|partial|filepart|tmp|temp|crdownload|download|opdownload|aria2|!ut|!qb)|[.]?~lock\..*", re.IGNORECASE
)
"""Names that browsers, rsync, WinSCP and the like give to what is not whole yet, and office programs to their locks."""
REFUSED: Mapping[str, str] = {
    "link": "Ini tautan, bukan berkas; letakkan berkasnya sendiri di folder ini. / "
    "This is a link, not a file; put the file itself into this folder.",
    "hard_link": "Berkas ini punya nama lain di luar folder ini (hard link); letakkan salinannya (cp). / "
    "This file has another name elsewhere (a hard link); put a copy of it here.",
    "other": "Ini bukan berkas biasa; letakkan buku kerja sebagai berkas biasa. / "
    "This is not a regular file; put the workbook there as a file.",
    "too_deep": f"Lebih dari {entries.MAX_DEPTH} folder di dalam folder; letakkan berkasnya di folder kota. / "
    f"More than {entries.MAX_DEPTH} folders within folders; put the files into the folder of the city.",
    "closed": "Berkas tidak boleh dibaca oleh sistem; perbaiki izinnya lalu letakkan ulang. / "
    "The system may not read the file; fix its permissions and put it there again.",
    "unfinished": "Ini pemindahan yang belum selesai, atau kunci program lain; tunggu sampai selesai, atau beri berkas "
    "nama akhirnya. / By its name this is an unfinished transfer, or a lock; let it finish, or give the file its "
    "final name.",
    "name": f"Nama jalur berkas keluar dari foldernya atau lebih dari {MAX_NAME_BYTES} bita; pakai nama yang pendek. / "
    f"The path leads out of the folder or is longer than {MAX_NAME_BYTES} bytes; give it a short name.",
    "swapped": "Berkas ini bukan berkas biasa lagi ketika akan dibaca; letakkan berkasnya sendiri di folder ini. / "
    "This was not a regular file any more when it was to be read; put the file itself into this folder.",
    "changing": "Berkas ini berubah selama dibaca; putaran berikutnya mencoba lagi. Letakkan berkas yang sudah utuh. / "
    "The file was changing while it was read; the next run tries again. Put it there once it is whole.",
    "broken": "Berkas ini tidak dapat dibaca dari penyimpanannya; letakkan ulang. / "
    "The file cannot be read from where it is; put it there again.",
}
"""Why something in the inbox is not taken in."""


def receive(connection: Connection, cycle_year: int) -> list[str]:
    """Archive and record what is new in the inbox of `cycle_year`; returns the hashes that are still to be read.

    That includes files which an earlier run archived and did not come to read. What cannot be taken in is refused
    with words, once: a link (it may lead to a file that nobody submitted), a device, a path too long or out of the
    folder, a file that may not be read.
    """
    archive_new(connection, cycle_year)
    return unread(connection, cycle_year)


def archive_new(
    connection: Connection,
    cycle_year: int,
    folder: str = DATASET,
    store: Callable[[BinaryIO], str] | None = None,
) -> None:
    """Archive and record what is new in a folder of the inbox, whatever reads it after.

    The folder is the dataset, but for the answers to tickets that cities deliver beside their workbooks. `store` stands
    in for archive.store; that of the survey keeps nothing, since its originals hold personal data.
    """
    archive.sweep()
    refused = {}
    cycle = cycles.of(connection, cycle_year)
    known = _known(connection, cycle_year)
    found = list(entries.find(paths.inbox(), cycle_year, folder))
    for entry in sorted(found, key=lambda one: (one.modified_at, one.name)):
        if why := _why_not(entry):
            refused[entry.name] = REFUSED[why]
        elif known.get(entry.name, (None, None))[:2] != (entry.size_bytes, entry.modified_at):
            try:
                with entry.open() as content:
                    _expect_unchanged(entry, content)
                    file_hash = (store or archive.store)(content)
                    is_tickets = folder == DATASET and _is_tickets(content, entry, file_hash)
                    _expect_unchanged(entry, content)
            except FileNotFoundError:
                continue  # taken away since it was listed: nothing was submitted
            except OSError as error:
                refused[entry.name] = REFUSED[_why_not_read(error)]
                continue
            before = known[entry.name][2] if entry.name in known else None
            _record(connection, cycle, entry, before, file_hash, tickets.DATASET if is_tickets else folder)
    faults = [Fault(name, message) for name, message in sorted(refused.items())]
    record_once(connection, Refusal(f"Not taken in from the inbox of {cycle_year}.", faults))


def needs_judging(connection: Connection, cycle_year: int, folder: str = DATASET) -> bool:
    """True if a delivery to a folder of the inbox is not in the ledger: a new file, known bytes that came again (into
    the right folder now, perhaps), or what a failed run left behind; or if a person's decision is not honoured yet."""
    (found,) = sql_files.query(connection, "checks/deliveries_are_judged.sql", {"cycle": cycle_year, "folder": folder})
    return not found["is_judged"]


def not_judged(connection: Connection, cycle_year: int) -> list[str]:
    """The folders of the inbox that something came into and that need judging; each one's Dag is `<folder>_ingest`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct split_part(file_name, '/', 1) from raw.receipt where cycle_year = %s order by 1",
            (cycle_year,),
        )
        folders = [folder for (folder,) in cursor.fetchall()]
    judged = (folder for folder in folders if folder not in WITHOUT_LEDGER)
    return [folder for folder in judged if needs_judging(connection, cycle_year, folder)]


def unread(connection: Connection, cycle_year: int) -> list[str]:
    """Hashes of the submitted files of a cycle that have no reading yet."""
    return sorted(file.file_hash for file in unread_files(connection, cycle_year, DATASET))


def deliveries(cycle_year: int, folder: str = DATASET) -> Iterator[Entry]:
    """Every file in the inbox of a cycle, but for what is refused and for hidden and temporary files."""
    return (entry for entry in entries.find(paths.inbox(), cycle_year, folder) if _why_not(entry) is None)


@contextmanager
def as_received(entry: Entry, file: Unread) -> Iterator[BinaryIO]:
    """The bytes of a file that the archive does not keep, copied aside while they are hashed, so that whatever is
    read of them, and however often, is what was received.

    Raises UnreadableError (taken_away, changed) where they are no longer there.
    """
    digest = hashlib.sha256()
    with TemporaryFile() as copy:
        try:
            with entry.open() as content:
                while chunk := content.read(archive.CHUNK_BYTES):
                    digest.update(chunk)
                    copy.write(chunk)
        except (FileNotFoundError, PermissionError, entries.SwappedError) as error:
            raise UnreadableError("taken_away", found=str(error.strerror)) from error
        if digest.hexdigest() != file.file_hash:
            found = f"{copy.tell()} bytes {digest.hexdigest()}"
            raise UnreadableError("changed", found=f"received {file.size_bytes} bytes {file.file_hash}; now {found}")
        copy.seek(0)
        yield cast(BinaryIO, copy)


def _is_tickets(content: BinaryIO, entry: Entry, file_hash: str) -> bool:
    """True if a stream that was archived, of which no more than a chunk is read again, holds answers to tickets."""
    content.seek(0)
    head = content.read(tickets.HEAD_BYTES)
    try:
        with guard.reading(entry.name, file_hash):
            if head.startswith(tickets.ZIP) and entry.size_bytes <= archive.CHUNK_BYTES:
                return tickets.is_tickets_workbook(head + content.read(archive.CHUNK_BYTES))
            return tickets.is_tickets_file(head)
    except UnreadableError:
        return False


def _why_not(entry: Entry) -> str | None:
    """Why an entry of the inbox is not taken in, a key of REFUSED; None if it is."""
    if entry.kind != "file":
        return entry.kind
    if not {"..", ".", ""}.isdisjoint(entry.name.split("/")) or len(entry.name.encode()) > MAX_NAME_BYTES:
        return "name"
    if any(map(UNFINISHED.fullmatch, entry.name.split("/")[1:])):
        return "unfinished"
    return None


def _expect_unchanged(entry: Entry, content: BinaryIO) -> None:
    """Raise OSError (EBUSY, as an object store does) if what is read is not, or no longer, what was listed."""
    if entry.version_of(content) != entry.version:
        raise OSError(errno.EBUSY, "changed since it was listed")


def _why_not_read(error: OSError) -> str:
    if isinstance(error, entries.SwappedError):
        return "swapped"
    if isinstance(error, PermissionError):
        return "closed"
    if error.errno in guard.EXHAUSTED:
        raise error
    return "changing" if error.errno == errno.EBUSY else "broken"


def batches(hashes: Sequence[str], at_most: int = 16) -> list[list[str]]:
    """The hashes in at most `at_most` batches of nearly equal size."""
    size = -(-len(hashes) // at_most)
    return [list(hashes[start : start + size]) for start in range(0, len(hashes), size or 1)]


def read_files(connection: Connection, cycle_year: int, hashes: Sequence[str]) -> dict[str, int]:
    """Read archived files into raw.file_reading, raw.submission_row and raw.innovation_row; what was read before is
    left as it is. Raises SigningKeyError if there is no key to verify seals with.

    Returns the numbers of files, of unreadable files among them, and of rows.
    """
    key = key_of_cycle(connection, cycle_year)

    def read_one(file: Unread) -> int | None:
        reading, received = _read(file.file_hash, file.names[0])
        read = [_reading_record(cycle_year, file.file_hash, reading, received, key)]
        _copy(connection, "raw.file_reading", READING_COLUMNS, read)
        rows = (_row_record(cycle_year, file.file_hash, answer) for answer in reading.answers)
        _copy(connection, "raw.submission_row", ROW_COLUMNS, rows)
        innovations = (_innovation_record(cycle_year, file.file_hash, one) for one in reading.innovations)
        _copy(connection, "raw.innovation_row", INNOVATION_ROW_COLUMNS, innovations)
        return len(reading.answers) if reading.unreadable is None else None

    asked = [file for file in unread_files(connection, cycle_year, DATASET) if file.file_hash in set(hashes)]
    return read_all(connection, cycle_year, DATASET, asked, read_one)


def _read(file_hash: str, file_name: str) -> tuple[Reading, Counted]:
    """The reading, and the rows that the independent reader counts; a file is readable if both can read it."""
    size = archive.size(file_hash)
    if size > MAX_FILE_BYTES:
        found = f"{size} bytes, more than the {MAX_FILE_BYTES} that are read"
        return Reading(unreadable=UnreadableError("too_large", found=found)), Counted(0, 0)
    content = archive.load(file_hash)
    reading = read(content, file_name)
    if reading.unreadable is not None:
        return reading, Counted(0, 0)
    try:
        return reading, count(content, file_name)
    except UnreadableError as error:
        return Reading(unreadable=error), Counted(0, 0)


# Records ------------------------------------------------------------------------------------------------

READING_COLUMNS = (
    "cycle_year", "file_hash", "rows_received", "rows_read", "city_code_text", "city_name_text", "cycle_text",
    "framework_hash_text", "seal_text", "origin_text", "officer_text", "agency_text", "sign_off_text",
    "unreadable_rule", "unreadable_sheet", "unreadable_cell", "unreadable_found",
    "innovations_received", "innovations_read", "sealed_city_code",
)  # fmt: skip
IDENTITY_KEYS = (
    "city_code", "city_name", "cycle", "framework_hash", "seal", "origin", "officer", "agency", "sign_off",
)  # fmt: skip
ROW_COLUMNS = (
    "cycle_year", "file_hash", "sheet", "row_number", "cell", "indicator_code_text", "value_text", "is_number",
    "year_text", "agency_text", "evidence_text", "note_text",
)  # fmt: skip
INNOVATION_ROW_COLUMNS = (
    "cycle_year", "file_hash", "sheet", "row_number", "cell", "name_text", "domain_text", "what_text", "since_text",
    "users_text", "evidence_text",
)  # fmt: skip


def _reading_record(
    cycle_year: int, file_hash: str, reading: Reading, received: Counted, key: bytes
) -> tuple[object, ...]:
    why = reading.unreadable
    return (
        cycle_year,
        file_hash,
        received.answers,
        len(reading.answers),
        *(reading.identity.get(key) or None for key in IDENTITY_KEYS),
        *((why.rule, why.sheet, why.cell, why.found) if why else (None, None, None, None)),
        received.innovations,
        len(reading.innovations),
        seal.sealed_city(key, reading.identity),
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


def _innovation_record(cycle_year: int, file_hash: str, row: InnovationRow) -> tuple[object, ...]:
    return (
        cycle_year,
        file_hash,
        row.sheet,
        row.row_number,
        row.cell,
        *(written or None for written in (row.name, row.domain, row.what, row.since, row.users, row.evidence)),
    )


COPY_ESCAPES = UNSTORABLE | str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
"""How COPY writes the characters that it separates by."""


def _copy(connection: Connection, table: str, columns: Sequence[str], records: Iterable[Iterable[object]]) -> None:
    """Write records by COPY, a file's at a time: memory does not grow with the number of files."""
    lines = io.StringIO()
    lines.writelines(map(_copy_line, records))
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"copy {table} ({', '.join(columns)}) from stdin", lines)


def _copy_line(values: Iterable[object]) -> str:
    return "\t".join(r"\N" if value is None else str(value).translate(COPY_ESCAPES) for value in values) + "\n"


# What was seen, and where the bytes are -----------------------------------------------------------------


def _known(connection: Connection, cycle_year: int) -> dict[str, tuple[int, datetime, datetime]]:
    """What was under each name when it was last seen: its size, the sender's time, and the time that counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct on (file_name) file_name, size_bytes, sent_at, received_at from raw.receipt"
            " where cycle_year = %s order by file_name, seen_at desc",
            (cycle_year,),
        )
        return {name: (size, sent_at, received_at) for name, size, sent_at, received_at in cursor.fetchall()}


def _record(
    connection: Connection, cycle: Cycle, entry: Entry, before: datetime | None, file_hash: str, dataset: str
) -> None:
    """Write raw.file (the first delivery of this content stays) and raw.receipt."""
    parts = entry.name.split("/")
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        ((seen_at,),) = cursor.fetchall()
        sent_at, rule = entry.modified_at, cycle.delivery
        opens = min(phase.opens for phase in cycle.phases.values())
        receipt = {
            "cycle": cycle.cycle_year,
            "dataset": dataset,
            "file_name": entry.name,
            "folder": parts[1] if len(parts) > 2 else None,
            "size_bytes": entry.size_bytes,
            "file_hash": file_hash,
            "sent_at": sent_at,
            "seen_at": seen_at,
            "received_at": delivery.received_at(sent_at, seen_at, before, rule),
            "doubt": delivery.doubt(sent_at, seen_at, opens, rule),
        }
        cursor.execute(
            "insert into raw.file"
            " (cycle_year, file_hash, dataset, file_name, folder_city_code, size_bytes, received_at)"
            " values (%(cycle)s, %(file_hash)s, %(dataset)s, %(file_name)s, %(folder)s, %(size_bytes)s,"
            " %(received_at)s) on conflict do nothing",
            receipt,
        )
        cursor.execute(
            "insert into raw.receipt"
            " (cycle_year, dataset, file_name, size_bytes, received_at, file_hash, sent_at, seen_at, doubt)"
            " values (%(cycle)s, %(dataset)s, %(file_name)s, %(size_bytes)s, %(received_at)s, %(file_hash)s,"
            " %(sent_at)s, %(seen_at)s, %(doubt)s)",
            receipt,
        )
