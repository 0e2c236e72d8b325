"""What an assessor gets to fill in: the levels claimed by every city that he or she may read, as XLSX and CSV.

A row whose level, reason, evidence and time are left blank is as it was handed out, and no assessment.
"""

import io
from pathlib import Path

from psycopg2.extensions import connection as Connection
from xlsxwriter import Workbook

from rkci.assessment.reading import COLUMNS
from rkci.database import sql_files
from rkci.intake import guard
from rkci.intake.styles import HEADER_ROW, explain, formats_of, text_validation, write_entry, write_header
from rkci.intake.workbook import CREATED
from rkci.refusal import Refusal
from rkci.tables import write_rows

SHEET = "Penilaian"
HELP = {
    "city_name": "Kota / City",
    "question": "Pertanyaan / Question",
    "claimed_level": "Diakui kota / Claimed",
}
"""Columns beside those that are read, for the assessor's eyes."""
WIDTHS = {"reason": 50, "evidence_seen": 40, "question": 50, "city_name": 26, "indicator_code": 26, "read_at": 18}
COMMENTS = {
    "level": "Tingkat 1 sampai 5; kosongkan bila belum dibaca.\nLevel 1 to 5; leave blank what you have not read.",
    "reason": "Alasan, terutama bila berbeda dari yang diakui kota.\nReason, above all where the claim is not shared.",
    "evidence_seen": "Bukti yang Anda lihat.\nThe evidence that you saw.",
    "read_at": "Waktu membaca, misalnya 2017-06-20 09:30.\nWhen you read it, as 2017-06-20 09:30.",
}
"""The columns to fill in, each with its comment."""
ORDER = (
    "cycle", "assessor", "city_code", "city_name", "indicator_code", "question", "claimed_level", *COMMENTS,
)  # fmt: skip


def write(connection: Connection, cycle_year: int, folder: Path) -> list[Path]:
    """Write `penilaian-<cycle>_<assessor>.xlsx` and `.csv` per registered assessor to a folder; returns the workbooks.

    Raises Refusal where no assessor is registered or no city has claimed a level yet.
    """
    rows = sql_files.query(connection, "read/outbox/assessor_question.sql", {"cycle": cycle_year})
    if not rows:
        raise Refusal(
            f"Nothing to assess in cycle {cycle_year}: register assessors by `rkci assessors --file`, and run "
            "submissions_ingest, which takes in the levels that cities claim."
        )
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for assessor in dict.fromkeys(row["assessor"] for row in rows):
        # a code is a text of the secretariat's and no path
        name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in assessor)
        path = folder / f"penilaian-{cycle_year}_{name}.xlsx"
        beside = path.with_suffix(".csv")
        with guard.writing(connection, f"What is to be assessed in {cycle_year}", assessor, path, beside):
            table = [[row.get(key) for key in ORDER] for row in rows if row["assessor"] == assessor]
            _write_workbook(path, table, f"RKCI {cycle_year} - penilaian meja / desk assessment - {assessor}")
            lines = io.StringIO()
            write_rows(lines, [_headings(), *table], delimiter=";")
            beside.write_bytes(lines.getvalue().encode("utf-8-sig"))
            files.append(path)
    return files


def _headings() -> list[str]:
    return [HELP.get(key) or str(COLUMNS[key]) for key in ORDER]


def _write_workbook(path: Path, table: list[list[object]], title: str) -> None:
    with Workbook(str(path), {"in_memory": True}) as book:
        formats = formats_of(book)
        book.set_properties({"title": title, "author": "RKCI", "created": CREATED})
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, title, formats["title"])
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        write_header(sheet, formats, _headings(), [WIDTHS.get(key, 14) for key in ORDER])
        sheet.freeze_panes(HEADER_ROW + 1, ORDER.index("level"))
        sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(table), len(ORDER) - 1)
        for row, values in enumerate(table, start=HEADER_ROW + 1):
            for column, (key, value) in enumerate(zip(ORDER, values, strict=True)):
                if key in COMMENTS:
                    write_entry(sheet, formats["general_entry" if key == "level" else "text_entry"], row, column, None)
                else:
                    sheet.write_string(row, column, "" if value is None else str(value), formats["text"])
        last = HEADER_ROW + len(table)
        for key, comment in COMMENTS.items():
            column = ORDER.index(key)
            explain(sheet, HEADER_ROW, column, comment)
            validation = {"validate": "list", "source": ["1", "2", "3", "4", "5"]}
            sheet.data_validation(
                HEADER_ROW + 1, column, last, column, validation if key == "level" else text_validation()
            )
