"""Clarification tickets: the CSV in which a city finds its questions, and in which it sends its answers back.

A tickets file is known by its header, whatever it is called, so that a renamed copy is still one; so is what a
spreadsheet program made of it, a workbook. The state of a
ticket is kept by SQL (`quality/ticket*.sql`): open, answered, closed by a revision, or expired.
"""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.database import sql_files
from rkci.intake import archive, delimited
from rkci.intake.cells import unpack
from rkci.intake.counting import count_answers
from rkci.intake.errors import UnreadableError
from rkci.intake.layout import COLUMNS, Label, find_header, key_of
from rkci.intake.sheets import read_sheets
from rkci.intake.unread import Unread, read_all, unread_files
from rkci.quality.validate import judge
from rkci.quality.validated import staged
from rkci.tables import write_rows

DATASET = "tickets"
ANSWER_DAYS = 14
"""Days to answer a ticket in a cycle without a phase clarification, whose end is the deadline of all others. Before the
submission deadline of its city none expires."""
HEAD_BYTES = 200
ZIP = b"PK\x03\x04"
"""How a workbook begins."""
TICKET_COLUMNS = {
    "ticket": Label("Nomor tiket", "Ticket"),
    "sheet": Label("Lembar", "Sheet"),
    "cell": Label("Sel", "Cell"),
    "code": COLUMNS["code"],
    "found": Label("Yang tertulis", "What was written"),
    "question": Label("Pertanyaan", "Question"),
    "deadline": Label("Batas waktu", "Deadline"),
    "value": COLUMNS["value"],
    "reason": Label("Alasan", "Reason"),
}
"""Headers of a tickets file, by key; the city fills in the last two."""
WORDS = TICKET_COLUMNS["ticket"].indonesian.encode()
SUITE = "ticket"
STAGING = ("quality/ticket.sql", "staging/ticket_file.sql", "staging/ticket_answer.sql")
ACCEPTANCE = ("quality/rejected_row.sql", "quality/ticket_answer.sql", "quality/ticket_event.sql")


def is_tickets_workbook(content: bytes) -> bool:
    """True if a workbook has a sheet with the header of a tickets file; no file is too broken to ask."""
    try:
        # most files are submissions: their bytes are searched, only what holds the words is read
        if not any(WORDS in part for part in unpack(content).values()):
            return False
        return bool(_sheets(content))
    except UnreadableError:
        return False


def is_tickets_file(head: bytes) -> bool:
    """True if a text file that begins with these bytes has the header of a tickets file."""
    start = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")
    return str(TICKET_COLUMNS["ticket"]).casefold() in start.splitlines()[0].casefold() if start.strip() else False


def file_name(city_code: str) -> str:
    """Name of the tickets file of a city, for example tiket_1276.csv."""
    return f"tiket_{city_code}.csv"


def text_of(tickets: Iterable[Mapping[str, Any]]) -> str:
    """The tickets file for open tickets, each with its words; what begins like a formula is made inert by a quote."""
    rows: list[Iterable[object]] = [map(str, TICKET_COLUMNS.values())]
    for ticket in tickets:
        question = f"{ticket['question_id']} / {ticket['question_en']}"
        written = (ticket["sheet"], ticket["cell"], ticket["indicator_code"], ticket["found_text"], question)
        one_line = (" ".join((text or "").split()) for text in written)
        rows.append((ticket["ticket_id"], *one_line, ticket["deadline"], "", ""))
    lines = io.StringIO()
    write_rows(lines, rows, delimiter=";")
    return "\ufeff" + lines.getvalue()


def read_answers(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Archived tickets files that were not read yet -> raw.ticket_answer; returns the number of answers by that name.

    Every answer is counted a second time by the independent reader, as in a submission; a file that cannot be read
    is noted in raw.file_reading and refused by the suite `ticket`.
    """

    def read_one(file: Unread) -> int | None:
        answers, received, why = _read(file.file_hash, file.size_bytes)
        place = (why.rule, why.sheet, why.cell, why.found) if why else (None,) * 4
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into raw.file_reading (cycle_year, file_hash, rows_received, rows_read, unreadable_rule,"
                " unreadable_sheet, unreadable_cell, unreadable_found) values (%s, %s, %s, %s, %s, %s, %s, %s)",
                (cycle_year, file.file_hash, received, len(answers), *place),
            )
            cursor.executemany(
                "insert into raw.ticket_answer values (%s, %s, %s, %s, %s, %s)",
                [(cycle_year, file.file_hash, *answer) for answer in answers],
            )
        return len(answers) if why is None else None

    files = unread_files(connection, cycle_year, DATASET)
    return {"raw.ticket_answer": read_all(connection, cycle_year, DATASET, files, read_one)["rows"]}


def update(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Open, answer, close and expire the tickets of a cycle after its submissions were judged."""
    parameters = {"cycle": cycle_year, "dataset": DATASET, "answer_days": ANSWER_DAYS}
    counts = {name: sql_files.run(connection, name, parameters) for name in STAGING}
    staged(connection, cycle_year, DATASET)
    judge(connection, SUITE, cycle_year)
    accepted = {name: sql_files.run(connection, name, parameters) for name in ACCEPTANCE}
    return counts | {f"{name} ({DATASET})": count for name, count in accepted.items()}


def _read(file_hash: str, size_bytes: int) -> tuple[list[tuple[int, str, str, str]], int, UnreadableError | None]:
    """Answered rows as (record, ticket, answer, reason), what the independent reader counts, or why not."""
    if size_bytes > archive.CHUNK_BYTES:
        return [], 0, UnreadableError("too_large", found=f"{size_bytes} bytes")
    content = archive.load(file_hash)
    try:
        rows = _workbook_rows(content) if content.startswith(ZIP) else delimited.read_rows(content)
        return _answers(rows), count_answers(content, file_name("")), None
    except UnreadableError as error:
        return [], 0, error


def _workbook_rows(content: bytes) -> list[list[str]]:
    """The rows of the sheet that is a tickets file. Raises UnreadableError if there is not exactly one."""
    sheets = _sheets(content)
    if len(sheets) != 1:
        raise UnreadableError("no_header", found=f"tickets on {len(sheets)} sheets: {', '.join(sheets)}")
    (rows,) = sheets.values()
    return rows


def _sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The sheets with a tickets header, each as rows of texts. Raises UnreadableError."""
    sheets = read_sheets(content, "", find_header)
    return {name: rows for name, rows in sheets.items() if any(map(_is_header, rows))}


def _is_header(row: list[str]) -> bool:
    return bool(find_header(row)) and any(key_of(name, TICKET_COLUMNS) == "ticket" for name in row)


def _answers(rows: list[list[str]]) -> list[tuple[int, str, str, str]]:
    start, header = next((number, row) for number, row in enumerate(rows) if find_header(row))
    place = {key: column for column, name in enumerate(header) if (key := key_of(name, TICKET_COLUMNS))}
    if not {"ticket", "reason"} <= place.keys():
        raise UnreadableError("no_header", sheet=delimited.SHEET, cell="A1", found=" | ".join(header))
    answers = []
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        ticket, answer, reason = (
            row[place[key]].replace("\0", "\u2400") if place[key] < len(row) else ""
            for key in ("ticket", "value", "reason")
        )
        if answer.strip():
            answers.append((number, ticket, answer, reason))
    return answers
